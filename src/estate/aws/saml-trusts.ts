import { perDocument } from '../../analysis/iam/per-document.ts'
import { isDated, policyAt } from '../../analysis/iam/policy-dates.ts'
import { type PolicyDocument, parsePolicy } from '../../analysis/iam/policy-document.ts'
import { type SamlTrust, samlTrusts } from '../../analysis/iam/saml-trust.ts'
import type { Row } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'

/** A role and one SAML provider it trusts, or a role whose trust policy could not be read. `id` is `<role id>#<provider>`; `name` the role's. */
export interface SamlTrustOfRole extends Row {
  readonly roleId: string
  /** The role belongs to AWS, as those of Identity Center do: nobody else can change its trust policy. */
  readonly isAwsOwned: boolean
  /** Absent: the trust policy could not be read, and `unreadable` says why. */
  readonly trust?: SamlTrust | undefined
  readonly unreadable?: string | undefined
  /** Only where what it says depends on the time. */
  readonly datedPolicy?: PolicyDocument | undefined
}

const trustsOf = perDocument(samlTrusts)

/** Every trust in a SAML provider: the smaller thing at fault where a role trusts several. */
export const samlTrustsOfRoles = defineView({
  name: 'saml-trusts',
  per: 'aws-account',
  needs: { iamRoles },
  rowwise: true,
  build: ({ iamRoles }) =>
    tableOf(
      [...iamRoles].flatMap((role): SamlTrustOfRole[] => {
        const policy = parsePolicy(role.trustPolicy)
        const of = () => ({
          scope: role.scope,
          name: role.name,
          partOf: role.id,
          roleId: role.id,
          isAwsOwned: /^\/aws-(?:reserved|service-role)\//.test(role.path),
        })
        if (policy.kind === 'unreadable') return [{ ...of(), id: `${role.id}#unreadable`, unreadable: policy.reason }]
        const trusts = trustsOf(policy)
        if (trusts.length === 0) return []
        const dated = isDated(policy) ? { datedPolicy: policy } : {}
        return trusts.map(trust => ({ ...of(), id: `${role.id}#${trust.provider}`, trust, ...dated }))
      }),
    ),
})

/** What the trust is at a time. Undefined: it is not in force, or could not be read. */
export const samlTrustAt = ({ trust, datedPolicy }: SamlTrustOfRole, now: Date): SamlTrust | undefined =>
  datedPolicy === undefined ? trust : samlTrusts(policyAt(datedPolicy, now)).find(({ provider }) => provider === trust?.provider)
