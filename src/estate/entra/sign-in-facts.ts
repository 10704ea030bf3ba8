import type { TenantFacts } from '../../analysis/conditional-access/conditional-access.ts'
import { registrationDetails } from '../../datasets/entra/authentication-methods.ts'
import { defineView } from '../needs.ts'
import { conditionalAccess } from './conditional-access.ts'
import { knownGroups } from './known-groups.ts'

/** What decides the sign-ins of a tenant, for questions about a single one: the same facts that rules ask about all of them. */
export const signInFacts = defineView({
  name: 'entra-sign-in-facts',
  per: 'entra-tenant',
  needs: conditionalAccess.needs,
  toleratesPartsOf: ['groups', 'servicePrincipals', 'awsApplications'],
  build({ securityDefaults, emergencyAccess, groups, heldAssignments, ...tables }, _at, missing): TenantFacts {
    return {
      ...tables,
      activeAssignments: heldAssignments.active,
      eligibleAssignments: heldAssignments.eligible,
      groups: knownGroups(groups, missing('groups')),
      securityDefaultsEnabled: [...securityDefaults].some(({ isEnabled }) => isEnabled),
      emergencyAccess: new Set(emergencyAccess.keys()),
    }
  },
})

/** Whether each user registered for MFA, by object id; `undefined`: not read. */
export const registrations = defineView({
  name: 'entra-sign-in-registrations',
  per: 'entra-tenant',
  handlesDark: true,
  needs: { registrationDetails },
  build: ({ registrationDetails }, _at, missing): ((id: string) => boolean | undefined) =>
    missing('registrationDetails').length > 0 ? () => undefined : id => registrationDetails.get(id)?.isMfaRegistered,
})
