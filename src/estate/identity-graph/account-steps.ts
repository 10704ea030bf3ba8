import type { AccountPermissions } from '../../analysis/iam/account-permissions.ts'
import type { AccountPrincipal } from '../../analysis/iam/account-principals.ts'
import { type AccessRequest, decide } from '../../analysis/iam/decide.ts'
import { type Expression, wordsOf } from '../../analysis/iam/expression.ts'
import { solve, withoutMfa } from '../../analysis/iam/solve.ts'
import type { EdgeKind, GraphEdge } from '../../analysis/identity-graph/graph.ts'
import type { ForeignTrust } from './foreign-trusts.ts'
import { nodeIds } from './part.ts'

/** When a step is open to a principal, as a step of the graph. */
interface When {
  readonly condition: Expression
  readonly isOpen: boolean
  /** What else keeps it from being sure. */
  readonly open?: string | undefined
}

/**
 * A step of an IAM principal. A session that began with federation or another role never has MFA in AWS's sense, so that what demands it is closed to roles:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html. What the request must say besides, or what was not read,
 * leaves it possible.
 */
const stepsOf = (
  principal: AccountPrincipal,
  to: string,
  kind: EdgeKind,
  by: string,
  { condition, isOpen, open }: When,
  from = nodeIds.aws(principal.arn),
): readonly GraphEdge[] => {
  const { outcome } = solve(condition)
  if (outcome === 'never') return []
  const bare = withoutMfa(condition)
  const without = solve(bare).outcome
  const isByMfa = without === 'never'
  if (isByMfa && principal.kind === 'role') return []
  const step = { from, to, kind, holding: 'standing', by, rows: [principal.id] } as const
  const demand = principal.kind === 'role' ? ('none' as const) : isByMfa ? ('mfa' as const) : ('single-factor' as const)
  if (!isOpen && (without === 'always' || (isByMfa && outcome === 'always'))) return [{ ...step, demand, certainty: 'sure' }]
  const words = open ?? (outcome === 'always' ? 'what else it takes was not read' : `only if ${wordsOf(condition)}`)
  return [{ ...step, demand, certainty: 'possible', open: words }]
}

/** Being administrator of the account, and every way to become one. */
export const administrationSteps = (permissions: AccountPermissions, account: string, principal: AccountPrincipal): readonly GraphEdge[] => {
  const goal = nodeIds.accountGoal(account)
  const found = permissions.isAdministrator(principal.arn)
  const own =
    found.answer === 'no'
      ? []
      : stepsOf(principal, goal, 'administers', found.how, {
          condition: found.inAnyWay,
          isOpen: found.answer === 'unknown',
          open: found.answer === 'unknown' ? `${found.unread.join(' and ')} could not be read` : undefined,
        })
  const ways = permissions.escalations(principal.arn).flatMap(({ primitive, certainty, target, condition, unread }) => {
    if (primitive.gives === 'data' || primitive.gives === 'organization') return []
    const whom = target === undefined ? undefined : permissions.find(target)
    const isOpen = certainty === 'potential' || certainty === 'unknown'
    return stepsOf(principal, whom === undefined || whom === principal ? goal : nodeIds.aws(whom.arn), 'can-escalate-to', `can ${primitive.does}`, {
      condition,
      isOpen,
      open:
        certainty === 'potential' ? `provided that ${primitive.provided}` : certainty === 'unknown' ? `${unread.join(' and ')} could not be read` : undefined,
    })
  })
  return [...own, ...ways]
}

/** Assuming a role of another account: both its trust policy and the principal's own policies must allow it. */
export const assumptionSteps = (
  permissions: AccountPermissions,
  principal: AccountPrincipal,
  trust: ForeignTrust,
  resourceControl: Parameters<AccountPermissions['decide']>[1]['resourceControl'],
): readonly GraphEdge[] => {
  const decision = permissions.decide(principal.arn, {
    action: 'sts:AssumeRole',
    resource: trust.roleArn,
    resourcePolicy: { name: `the trust policy of ${trust.roleName}`, document: trust.trustPolicy },
    resourceAccount: trust.account,
    resourceControl,
  })
  if (decision === undefined || decision.outcome === 'denied') return []
  return stepsOf(principal, nodeIds.aws(trust.roleArn), 'can-assume', `assumes the role ${trust.roleName} of account ${trust.account}`, {
    condition: decision.condition,
    isOpen: decision.unread.length > 0,
    open: decision.unread.length > 0 ? `${decision.unread.join(' and ')} could not be read` : undefined,
  })
}

/** Assuming a role of the same account. */
export const ownAssumptionSteps = (permissions: AccountPermissions, principal: AccountPrincipal, role: AccountPrincipal): readonly GraphEdge[] => {
  const decision = permissions.decide(principal.arn, { action: 'sts:AssumeRole', resource: role.arn, ...(role.trust && { resourcePolicy: role.trust }) })
  if (decision === undefined || decision.outcome === 'denied') return []
  return stepsOf(principal, nodeIds.aws(role.arn), 'can-assume', `assumes the role ${role.name}`, {
    condition: decision.condition,
    isOpen: decision.unread.length > 0,
    open: decision.unread.length > 0 ? `${decision.unread.join(' and ')} could not be read` : undefined,
  })
}

const everything = { name: 'everything', document: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }) }

/** A role or user that whoever administers the account of this principal could make. */
const madeBeside = ({ policies, arn }: AccountPrincipal, kind: AccountPrincipal['kind']): AccountPrincipal => {
  const made = { id: `made-${kind}`, arn: arn.replace(/:(?:user|role)\/.*$/, `:${kind}/made`), name: 'made', kind } as const
  return {
    ...made,
    policies: { ...policies, principal: { ...policies.principal, ...made }, identity: [everything], boundary: undefined },
    groups: [],
    isServiceLinked: false,
    isUnmodifiable: false,
  }
}

/** A step of whoever administers an account, who acts as what was made for it: what else they proved to get there is behind them. */
const stepsOfAdministrators = (
  account: string,
  made: AccountPrincipal,
  to: string,
  kind: EdgeKind,
  by: string,
  request: AccessRequest,
): readonly GraphEdge[] => {
  const { condition, unread } = decide(made.policies, request)
  const open = unread.length > 0 ? `${unread.join(' and ')} could not be read` : undefined
  const steps = stepsOf(made, to, kind, by, { condition, isOpen: unread.length > 0, open }, nodeIds.accountGoal(account))
  return steps.map(({ rows: _none, ...step }) => ({ ...step, demand: 'none' }))
}

/**
 * Whoever administers an account enters each role elsewhere that leaves it to the account whom it lets in: as a role made for it, or as a user where MFA is
 * asked for. `among` are principals of the account. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export const administratorAssumptionSteps = (
  account: string,
  among: readonly AccountPrincipal[],
  trust: ForeignTrust,
  resourceControl: AccessRequest['resourceControl'],
): readonly GraphEdge[] => {
  const [one] = among
  if (one === undefined) return []
  const by = `lets any role of it assume the role ${trust.roleName} of account ${trust.account}, which trusts the account`
  const request = {
    action: 'sts:AssumeRole',
    resource: trust.roleArn,
    resourcePolicy: { name: `the trust policy of ${trust.roleName}`, document: trust.trustPolicy },
    resourceAccount: trust.account,
    resourceControl,
  }
  const [byRole, byUser] = (['role', 'user'] as const).map(kind =>
    stepsOfAdministrators(account, madeBeside(one, kind), nodeIds.aws(trust.roleArn), 'can-assume', by, request),
  )
  return byRole === undefined || byRole.length === 0 ? (byUser ?? []) : byRole
}

/** Whoever administers an account takes a principal of it that enters others: a role by its trust policy, a user by a new key. What IAM refuses to change nobody takes. */
export const administratorTakeSteps = (account: string, target: AccountPrincipal): readonly GraphEdge[] => {
  if (target.isUnmodifiable) return []
  const action = target.kind === 'role' ? 'iam:UpdateAssumeRolePolicy' : 'iam:CreateAccessKey'
  const request = { action, resource: target.arn }
  return stepsOfAdministrators(account, madeBeside(target, 'role'), nodeIds.aws(target.arn), 'can-escalate-to', `makes itself ${target.name}`, request)
}
