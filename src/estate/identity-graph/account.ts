import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import { nativeId } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { samlProviders } from '../../datasets/aws/identity-providers.ts'
import { controlNeeds, findControls } from '../aws/control-policies.ts'
import { permissionsOfPrincipals } from '../aws/permissions-of-principals.ts'
import { credentialsOfUsers } from '../aws/user-credentials.ts'
import { defineEstateView, defineView } from '../needs.ts'
import { administrationSteps, administratorAssumptionSteps, administratorTakeSteps, assumptionSteps, ownAssumptionSteps } from './account-steps.ts'
import { type SamlRole, samlRolesOf, type TokenRole, tokenRolesOf } from './federated-roles.ts'
import { foreignTrusts } from './foreign-trusts.ts'
import { type GraphPart, nodeIds } from './part.ts'

/** What an account adds to the graph. */
export interface AccountPart extends GraphPart {
  readonly account: string
  /** Whether its users and roles could be read. */
  readonly isRead: boolean
  readonly samlRoles: readonly SamlRole[]
  readonly tokenRoles: readonly TokenRole[]
  /** The roles of Identity Center: ARN by the name of the permission set. */
  readonly reservedRoles: ReadonlyMap<string, string>
}

const setOf = (name: string): string | undefined => /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1]

/** The users and roles of an account that lead on: administrators, whoever can become one, whoever may enter other accounts, and whoever gets in by federation. */
const accountSteps = defineView({
  name: 'identity-graph-of-account',
  per: 'aws-account',
  needs: { permissionsOfPrincipals, iamRoles, samlProviders, credentialsOfUsers, foreignTrusts, ...controlNeeds },
  handlesDark: true,
  build(facts, at, missing): AccountPart {
    const { permissionsOfPrincipals: permissions, iamRoles, samlProviders, credentialsOfUsers, foreignTrusts } = facts
    const account = nativeId(at.id)
    const goal: GraphNode = { id: nodeIds.accountGoal(account), kind: 'goal', name: `administrator of ${at.name}`, scope: at.id }
    const nothing = { account, isRead: false, nodes: [goal], edges: [], samlRoles: [], tokenRoles: [], reservedRoles: new Map<string, string>() }
    if (missing('permissionsOfPrincipals').length > 0 || missing('iamRoles').length > 0)
      return { ...nothing, blind: [`the users and roles of account ${account} could not be read`] }

    const controlsOf = findControls(facts.controlsOfAccounts, facts.organizationsOfAccounts)
    const edges: GraphEdge[] = []
    const acting = permissions.principals.filter(({ isServiceLinked }) => !isServiceLinked)
    for (const principal of acting) edges.push(...administrationSteps(permissions, account, principal))

    const entering = new Set<string>()
    const concerning = foreignTrusts.filter(
      trust => trust.account !== account && (trust.isOpen || trust.accounts.includes(account) || trust.named.some(arn => arn.includes(`::${account}:`))),
    )
    if (concerning.length > 0)
      for (const principal of acting) {
        if (permissions.allowsSome(principal.arn, 'sts:AssumeRole').answer === 'no') continue
        for (const trust of concerning) {
          if (!trust.isOpen && !trust.accounts.includes(account) && !trust.named.includes(principal.arn)) continue
          const steps = assumptionSteps(permissions, principal, trust, controlsOf(`aws-account/${trust.account}`, trust.account).resourceControl)
          edges.push(...steps)
          if (steps.length > 0) entering.add(principal.arn)
        }
      }
    for (const trust of concerning) {
      if (!trust.isOpen && !trust.accounts.includes(account)) continue
      edges.push(...administratorAssumptionSteps(account, acting, trust, controlsOf(`aws-account/${trust.account}`, trust.account).resourceControl))
    }
    // A trust policy that names a principal of its own account needs no policy of that principal's.
    const mayEnter = (arn: string, trust: string): boolean =>
      trust.includes(arn) || trust.includes('"*"') || permissions.allowsSome(arn, 'sts:AssumeRole').answer !== 'no'
    // Who may become one of those who enter other accounts; who may become an administrator was found with the ways to it.
    for (const arn of entering) {
      const role = permissions.find(arn)
      if (role !== undefined) edges.push(...administratorTakeSteps(account, role))
      if (role?.kind !== 'role') continue
      for (const principal of acting) {
        if (principal === role || !mayEnter(principal.arn, role.trust?.document ?? '')) continue
        const steps = ownAssumptionSteps(permissions, principal, role)
        edges.push(...steps)
        // The set grows while it is gone through, so that roles before roles are found.
        if (steps.length > 0) entering.add(principal.arn)
      }
    }

    const samlRoles = samlRolesOf(iamRoles, samlProviders)
    const tokenRoles = tokenRolesOf(iamRoles)
    const reservedRoles = new Map(
      [...iamRoles].flatMap(({ name, path, arn }) => {
        const set = path.startsWith('/aws-reserved/sso.amazonaws.com/') ? setOf(name) : undefined
        return set === undefined ? [] : [[set, arn] as const]
      }),
    )
    const trusted = new Set([...samlRoles, ...tokenRoles].map(({ roleArn }) => roleArn))
    const named = new Set([...edges.flatMap(({ from, to }) => [from, to]), ...[...trusted, ...reservedRoles.values()].map(nodeIds.aws)])
    const foreign = new Set(foreignTrusts.filter(trust => trust.account === account).map(({ roleArn }) => nodeIds.aws(roleArn)))
    const canSignIn = (arn: string): boolean => {
      const credentials = credentialsOfUsers.get(arn)
      return credentials === undefined || credentials.passwordEnabled !== false || credentials.accessKeys.some(({ active }) => active)
    }
    const nodes = permissions.principals.flatMap((principal): GraphNode[] => {
      const id = nodeIds.aws(principal.arn)
      if (!named.has(id) && !foreign.has(id)) return []
      const node = { id, name: principal.name, scope: at.id, row: principal.id }
      if (principal.kind === 'role') return [{ ...node, kind: 'aws-role' }]
      return [{ ...node, kind: 'aws-user', ...(canSignIn(principal.arn) ? {} : { cannotSignIn: true }) }]
    })
    const nameless = [...samlProviders].filter(({ entityId }) => entityId === undefined)
    const blind = [
      ...(missing('samlProviders').length > 0 ? [`the SAML providers of account ${account} could not be read`] : []),
      ...nameless.map(({ name }) => `whom the SAML provider ${name} of account ${account} takes assertions of could not be read`),
    ]
    return { account, isRead: true, nodes: [goal, ...nodes], edges, samlRoles, tokenRoles, reservedRoles, blind }
  },
})

/** The part of each account; one that was not scanned has none. */
export const accountParts = defineEstateView({
  name: 'identity-graph-accounts',
  per: ['aws-account'],
  needs: { accountSteps },
  handlesDark: true,
  distil: ({ accountSteps }): AccountPart => accountSteps,
  join: (parts): ReadonlyMap<string, AccountPart> => parts,
})
