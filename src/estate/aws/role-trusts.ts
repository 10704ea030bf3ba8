import { perDocument } from '../../analysis/iam/per-document.ts'
import { isDated, policyAt } from '../../analysis/iam/policy-dates.ts'
import { type PolicyDocument, parsePolicy } from '../../analysis/iam/policy-document.ts'
import { type OutsideTrust, outsideTrusts, type TrustInEveryone, trustInEveryone } from '../../analysis/iam/principal-trust.ts'
import type { Row } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'

/** A role and whether it trusts everyone; `id` is the role's. */
export interface RoleTrust extends Row {
  /** Absent: no statement names everyone, or the trust policy could not be read and `unreadable` says why. */
  readonly everyone?: TrustInEveryone | undefined
  readonly unreadable?: string | undefined
  /** Only where what it says depends on the time; `everyoneAt` tells what that is. */
  readonly datedPolicy?: PolicyDocument | undefined
}

const inEveryone = perDocument(policy => (isDated(policy) ? { datedPolicy: policy } : { everyone: trustInEveryone(policy) }))

/** Every role, by what its trust policy says of AWS principals in general. */
export const roleTrusts = defineView({
  name: 'role-trusts',
  per: 'aws-account',
  needs: { iamRoles },
  rowwise: true,
  build: ({ iamRoles }) =>
    tableOf(
      [...iamRoles].map(({ id, scope, name, trustPolicy }): RoleTrust => {
        const policy = parsePolicy(trustPolicy)
        if (policy.kind === 'unreadable') return { id, scope, name, unreadable: policy.reason }
        return { id, scope, name, ...inEveryone(policy) }
      }),
    ),
})

/** What the role's trust in everyone is at a time. Undefined: no statement that is in force names everyone, or the trust policy could not be read. */
export const everyoneAt = ({ everyone, datedPolicy }: RoleTrust, now: Date): TrustInEveryone | undefined =>
  datedPolicy === undefined ? everyone : trustInEveryone(policyAt(datedPolicy, now))

/** A role and one foreign account or organization it trusts, or a role whose trust policy could not be read. `id` is `<role id>#<account>`; `name` the role's. */
export interface OutsideTrustOfRole extends Row {
  readonly roleId: string
  /** Absent: the trust policy could not be read, and `unreadable` says why. */
  readonly trust?: OutsideTrust | undefined
  readonly unreadable?: string | undefined
  /** Only where what it says depends on the time. */
  readonly datedPolicy?: PolicyDocument | undefined
  /** The role's account number. */
  readonly own: string
}

const accountOf = (arn: string): string => arn.split(':')[4] ?? ''

/** Every trust of a role in a foreign account or organization: the smaller thing at fault where a role trusts several. */
export const outsideTrustsOfRoles = defineView({
  name: 'outside-trusts',
  per: 'aws-account',
  needs: { iamRoles },
  rowwise: true,
  build({ iamRoles }) {
    // One account, as roles of a scope are.
    const judges = new Map<string, (policy: PolicyDocument) => readonly OutsideTrust[]>()
    const judgeFor = (own: string): ((policy: PolicyDocument) => readonly OutsideTrust[]) => {
      const judge = judges.get(own) ?? perDocument(policy => outsideTrusts(policy, own))
      judges.set(own, judge)
      return judge
    }
    return tableOf(
      [...iamRoles].flatMap((role): OutsideTrustOfRole[] => {
        const own = accountOf(role.arn)
        const policy = parsePolicy(role.trustPolicy)
        const of = () => ({ scope: role.scope, name: role.name, partOf: role.id, roleId: role.id, own })
        if (policy.kind === 'unreadable') return [{ ...of(), id: `${role.id}#unreadable`, unreadable: policy.reason }]
        const trusts = judgeFor(own)(policy)
        if (trusts.length === 0) return []
        const dated = isDated(policy) ? { datedPolicy: policy } : {}
        return trusts.map(trust => ({ ...of(), id: `${role.id}#${trust.id}`, trust, ...dated }))
      }),
    )
  },
})

/** What the trust is at a time. Undefined: it is not in force, or could not be read. */
export const outsideTrustAt = ({ trust, datedPolicy, own }: OutsideTrustOfRole, now: Date): OutsideTrust | undefined =>
  datedPolicy === undefined ? trust : outsideTrusts(policyAt(datedPolicy, now), own).find(({ id }) => id === trust?.id)
