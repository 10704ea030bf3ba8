import { perDocument } from '../../analysis/iam/per-document.ts'
import { policyAt } from '../../analysis/iam/policy-dates.ts'
import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { type TrustedParty, trustedParties } from '../../analysis/iam/trusted-parties.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** Whom a role trusts at the time of the snapshot. */
export interface RoleParties {
  readonly parties: readonly TrustedParty[]
  /** Why the trust policy could not be read as one; the parties are then not known. */
  readonly unreadable?: string | undefined
}

/** Whom each role trusts, by the role's unique id. */
export const partiesOfRoles = defineView({
  name: 'parties-of-roles',
  per: 'aws-account',
  needs: { iamRoles },
  build({ iamRoles }, _at, _missing, now): ReadonlyMap<string, RoleParties> {
    const partiesOf = perDocument(policy => trustedParties(policyAt(policy, now)))
    return new Map(
      [...iamRoles].map(({ id, trustPolicy }): readonly [string, RoleParties] => {
        const policy = parsePolicy(trustPolicy)
        if (policy.kind === 'unreadable') return [id, { parties: [], unreadable: policy.reason }]
        return [id, { parties: partiesOf(policy) }]
      }),
    )
  },
})
