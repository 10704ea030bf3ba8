import { administersReservedRole } from '../../analysis/iam/alone.ts'
import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { allowsEverything, allowsOfEverything } from '../../analysis/iam/statement-scope.ts'
import {
  permissionSetBoundaries,
  permissionSetCustomerPolicies,
  permissionSetInlinePolicies,
  permissionSetManagedPolicies,
  permissionSetProvisionings,
  permissionSets,
} from '../../datasets/aws/identity-center.ts'
import { defineView } from '../needs.ts'
import { type ReservedRole, reservedRoles } from './reserved-roles.ts'

/** Whether a permission set makes administrators. */
export interface PermissionSetRights {
  readonly id: string
  readonly name: string
  /** In some account. */
  readonly administrator: Administrator
  /** For people: by what, or what keeps it from being decided. */
  readonly how: string
  /** In this account. */
  in(account: string): Administrator
}

/**
 * `unknown`: neither the set nor its role in the account tells: it names policies that each account writes for itself, has a document that could not be
 * read, allows everything on a condition, or has a boundary or a Deny that may stand in the way.
 */
type Administrator = 'yes' | 'no' | 'unknown'

type Told = Pick<PermissionSetRights, 'administrator' | 'how'>

/**
 * The AWS-managed policies that make an administrator: the one that allows everything, and the one that lets its holder make any user or role, with any
 * policy. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const ADMINISTRATORS: ReadonlySet<string> = new Set(['AdministratorAccess', 'IAMFullAccess'])

const managedName = (arn: string): string | undefined => /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1]

/** Stands for every account that no policy names. */
const NO_ACCOUNT = '000000000000'

interface Parts {
  readonly managed: readonly { readonly name: string; readonly arn: string }[]
  readonly customer: readonly { readonly name: string; readonly path: string }[]
  readonly inline: string | undefined
  readonly boundary: { readonly managedPolicyArn?: string | undefined; readonly customerPolicy?: { readonly name: string } | undefined }
}

const decide = ({ managed, customer, inline, boundary }: Parts, account: string): Told => {
  const parsed = inline === undefined ? undefined : parsePolicy(inline)
  const policy = managed.find(({ arn }) => ADMINISTRATORS.has(managedName(arn) ?? ''))
  const isEverything = parsed?.kind === 'policy' && allowsEverything(parsed)
  const makes = inline === undefined || isEverything ? 'no' : administersReservedRole([inline], { account }).answer
  const isInline = isEverything || makes === 'yes'
  const isConditional = parsed?.kind === 'policy' && !isInline && (makes !== 'no' || allowsOfEverything(parsed).length > 0)
  const doubts = [
    ...(parsed?.kind === 'unreadable' ? ['its inline policy could not be read'] : []),
    ...(isConditional ? ['its inline policy makes an administrator under a condition'] : []),
    ...customer.map(({ name }) => `what the policy ${name} allows is up to each account`),
  ]
  if (policy === undefined && !isInline) {
    const [doubt] = doubts
    return doubt === undefined
      ? { administrator: 'no', how: 'no policy of it allows everything, or to make a user or role with any policy' }
      : { administrator: 'unknown', how: doubt }
  }
  const by = policy?.name ?? 'its inline policy'
  const limit = boundary.managedPolicyArn ?? boundary.customerPolicy?.name
  // Of AWS's own policies, only this one as a boundary takes nothing away.
  if (limit !== undefined && managedName(limit) !== 'AdministratorAccess') return { administrator: 'unknown', how: `${by}, within the boundary ${limit}` }
  // What an inline policy that makes somebody denies was weighed with it.
  const denies = (policy !== undefined || isEverything) && parsed?.kind === 'policy' && parsed.statements.some(({ effect }) => effect === 'Deny')
  return denies ? { administrator: 'unknown', how: `${by}, from which its inline policy takes something away` } : { administrator: 'yes', how: by }
}

/** One role of the set in an account is enough; none that was read is not known. */
const byRoles = (roles: readonly ReservedRole[] | undefined): Administrator => {
  const answers = (roles ?? []).map(({ administrator }) => administrator)
  if (answers.length === 0 || answers.includes('unknown')) return answers.includes('yes') ? 'yes' : 'unknown'
  return answers.includes('yes') ? 'yes' : 'no'
}

/**
 * What each permission set makes of its holders, by id: as the set says, and where that does not decide, as its roles in the accounts say. Service control
 * policies are not subtracted, and what may be reached by escalation from other policies is not followed.
 */
export const permissionSetRights = defineView({
  name: 'permission-set-rights',
  per: 'aws-organization',
  needs: {
    permissionSets,
    permissionSetInlinePolicies,
    permissionSetManagedPolicies,
    permissionSetCustomerPolicies,
    permissionSetBoundaries,
    permissionSetProvisionings,
    reservedRoles,
  },
  build(facts) {
    const { permissionSetInlinePolicies, permissionSetManagedPolicies, permissionSetCustomerPolicies, permissionSetBoundaries } = facts
    const rightsOf = (id: string, account: string): Told => {
      const inline = permissionSetInlinePolicies.get(id)
      const managed = permissionSetManagedPolicies.get(id)?.policies
      const customer = permissionSetCustomerPolicies.get(id)?.references
      const boundary = permissionSetBoundaries.get(id)
      if (inline === undefined || managed === undefined || customer === undefined || boundary === undefined)
        return { administrator: 'unknown', how: 'the set was changed while it was read' }
      return decide({ managed, customer, inline: inline.document, boundary }, account)
    }
    return new Map(
      [...facts.permissionSets].map(({ id, name }): [string, PermissionSetRights] => {
        const { accounts = [], outdated = [] } = facts.permissionSetProvisionings.get(id) ?? {}
        const document = facts.permissionSetInlinePolicies.get(id)?.document ?? ''
        const anywhere = rightsOf(id, NO_ACCOUNT)
        // Only what names an account says something else there.
        const toldIn = (account: string): Told => (document.includes(account) ? rightsOf(id, account) : anywhere)
        if (accounts.every(account => toldIn(account) === anywhere) && anywhere.administrator !== 'unknown')
          return [id, { id, name, ...anywhere, in: account => toldIn(account).administrator }]
        const inAccount = (account: string): Administrator => {
          const told = toldIn(account).administrator
          if (told !== 'unknown') return told
          const answer = byRoles(facts.reservedRoles.get(account)?.filter(({ set }) => set === name))
          // A role that is older than the set says nothing of what was left out of it.
          return answer === 'no' && outdated.includes(account) ? 'unknown' : answer
        }
        const where = accounts.find(account => inAccount(account) === 'yes')
        const by = where === undefined ? undefined : toldIn(where)
        const decided: Told | undefined =
          by !== undefined
            ? { administrator: 'yes', how: by.administrator === 'yes' ? by.how : `the policies of its role in account ${where}` }
            : accounts.length > 0 && accounts.every(account => inAccount(account) === 'no')
              ? { administrator: 'no', how: 'no policy of its roles allows everything, or to make a user or role with any policy' }
              : undefined
        return [id, { id, name, ...(decided ?? anywhere), in: inAccount }]
      }),
    )
  },
})
