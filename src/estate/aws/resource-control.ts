import { evaluateConditions } from '../../analysis/iam/condition-evaluation.ts'
import type { Condition } from '../../analysis/iam/policy-conditions.ts'
import { parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import { contextFor } from '../../analysis/iam/request-context.ts'
import { hasVariables } from '../../analysis/iam/statement-application.ts'
import { organizationPolicies, organizationRoots } from '../../datasets/aws/organization.ts'
import { defineView } from '../needs.ts'
import { type GuardedAccount, guardedAccounts } from './guarded-accounts.ts'

/** Keys that tell our own callers from others. What a service calls on behalf of is another question, which a Deny for services alone answers. */
const OURS = /^aws:principal(?:orgid|orgpaths|account|arn)$/

/** A caller of nobody's organization that we know, over TLS: a Deny that never holds for it shuts no outsider out. */
const outsider = contextFor(
  { kind: 'user', arn: 'arn:aws:iam::000000000000:user/any-postern-name', name: 'any-postern-name', account: '000000000000', organization: 'o-anypostern' },
  undefined,
  { 'aws:PrincipalOrgPaths': ['o-anypostern/r-any/'] },
)

/** A name that outsiders can give to a role of theirs as well is no sign of our own. */
const namesOurs = ({ key, values }: Condition): boolean =>
  OURS.test(key) && !values.includes('*') && (key !== 'aws:principalarn' || values.every(value => /^arn:[^:]*:(?:iam|sts)::\d{12}:/.test(value)))

/** A Deny for whoever is not of ours: the shape of a data perimeter. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html */
const shutsOutsidersOut = ({ effect, conditions }: Statement, variables: boolean): boolean =>
  effect === 'Deny' &&
  conditions.some(condition => condition.operator.includes('not') && namesOurs(condition)) &&
  evaluateConditions(conditions, outsider, variables).kind !== 'never'

/** How far resource control policies that shut outsiders out reach over the accounts they could bind. */
interface ResourceControl {
  /** Absent: the organization's root is not known. */
  readonly isEnabled?: boolean | undefined
  readonly members: number
  readonly without: readonly GuardedAccount[]
  /** Accounts whose place is not known, or above which a policy could not be read. */
  readonly undecided: readonly GuardedAccount[]
  /** The policies that shut outsiders out, by name. */
  readonly policies: readonly string[]
}

/**
 * The accounts that no resource control policy on their path protects from outsiders. The management account is never bound.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export const resourceControl = defineView({
  name: 'resource-control',
  per: 'aws-organization',
  needs: { guardedAccounts, organizationPolicies, organizationRoots },
  build({ guardedAccounts, organizationPolicies, organizationRoots }): ResourceControl {
    const protectedBy = new Map<string, string[]>()
    const unread = new Set<string>()
    for (const { type, document, targets, name } of organizationPolicies) {
      if (type !== 'RESOURCE_CONTROL_POLICY') continue
      const policy = parsePolicy(document)
      for (const { id } of targets) {
        if (policy.kind === 'unreadable') unread.add(id)
        else if (policy.statements.some(statement => shutsOutsidersOut(statement, hasVariables(policy))))
          protectedBy.set(id, [...(protectedBy.get(id) ?? []), name])
      }
    }
    const members = [...guardedAccounts].filter(({ isInUse, isManagement }) => isInUse && isManagement !== true)
    const isProtected = ({ id, path }: GuardedAccount): boolean => [id, ...path.map(place => place.id)].some(place => protectedBy.has(place))
    const open = members.filter(account => !isProtected(account))
    const isUndecided = ({ id, path, isManagement }: GuardedAccount): boolean =>
      isManagement === undefined || path.length === 0 || [id, ...path.map(place => place.id)].some(place => unread.has(place))
    const roots = [...organizationRoots]
    return {
      ...(roots.length === 0 ? {} : { isEnabled: roots.every(({ enabledPolicyTypes }) => enabledPolicyTypes.includes('RESOURCE_CONTROL_POLICY')) }),
      members: members.length,
      without: open.filter(account => !isUndecided(account)),
      undecided: open.filter(isUndecided),
      policies: [...new Set([...protectedBy.values()].flat())].sort(),
    }
  },
})
