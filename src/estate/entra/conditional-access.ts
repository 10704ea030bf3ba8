import { type ConditionalAccess, readConditionalAccess } from '../../analysis/conditional-access/conditional-access.ts'
import { awsApplications, servicePrincipals } from '../../datasets/entra/applications.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../datasets/entra/conditional-access.ts'
import { conditionalAccessSettings } from '../../datasets/entra/conditional-access-settings.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { roleDefinitions } from '../../datasets/entra/roles.ts'
import { securityDefaultsPolicies } from '../../datasets/entra/tenant.ts'
import { defineView } from '../needs.ts'
import { emergencyAccess } from './emergency-access.ts'
import { heldAssignments } from './held-assignments.ts'
import { knownGroups } from './known-groups.ts'

/** What the tenant's sign-ins must prove: the one thing rules ask about Conditional Access, security defaults and declared emergency access. A group that could not be read may hold anybody, an application that could not be read may belong to any group of applications. */
export const conditionalAccess = defineView({
  name: 'conditional-access',
  per: 'entra-tenant',
  needs: {
    policies: conditionalAccessPolicies,
    settings: conditionalAccessSettings,
    strengths: authenticationStrengths,
    locations: namedLocations,
    users: entraUsers,
    groups: referencedGroups,
    roleDefinitions,
    heldAssignments,
    servicePrincipals,
    awsApplications,
    securityDefaults: securityDefaultsPolicies,
    emergencyAccess,
  },
  toleratesPartsOf: ['settings', 'groups', 'servicePrincipals', 'awsApplications'],
  build({ securityDefaults, emergencyAccess, groups, heldAssignments, settings, ...tables }, _at, missing): ConditionalAccess {
    return readConditionalAccess({
      ...tables,
      ...(missing('settings').length === 0 && { excludedActions: new Set([...settings].flatMap(({ excludedActions }) => excludedActions)) }),
      activeAssignments: heldAssignments.active,
      eligibleAssignments: heldAssignments.eligible,
      groups: knownGroups(groups, missing('groups')),
      securityDefaultsEnabled: [...securityDefaults].some(({ isEnabled }) => isEnabled),
      emergencyAccess: new Set(emergencyAccess.keys()),
    })
  },
})
