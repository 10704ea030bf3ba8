import { describe, expect, it } from 'vitest'
import outsidePim from '../../../rules/privileged-access/entra-privileged-role-assigned-outside-pim.ts'
import standingGlobal from '../../../rules/privileged-access/entra-standing-global-administrator.ts'
import standingPrivileged from '../../../rules/privileged-access/entra-standing-privileged-role.ts'
import withoutPhishingResistant from '../../../rules/strong-authentication/entra-admins-without-phishing-resistant-mfa.ts'
import mfaForAdmins from '../../../rules/strong-authentication/entra-mfa-not-required-for-admins.ts'
import mfaForAws from '../../../rules/strong-authentication/entra-mfa-not-required-for-aws.ts'
import mfaForAzure from '../../../rules/strong-authentication/entra-mfa-not-required-for-azure-management.ts'
import mfaForUsers from '../../../rules/strong-authentication/entra-mfa-not-required-for-users.ts'
import defaultsOff from '../../../rules/strong-authentication/entra-security-defaults-off-without-conditional-access.ts'
import { awsApplicationAssignments, awsApplications, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { conditionalAccessSettings } from '../../../src/datasets/entra/conditional-access-settings.ts'
import { deletedPrincipals } from '../../../src/datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeGroupAccess, eligibleGroupAccess, privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { evaluate } from '../../../src/evaluate.ts'
import type { Rule } from '../../../src/rule.ts'
import { active, GLOBAL_ADMINISTRATOR, guest, HELPDESK_ADMINISTRATOR, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes, type Given, given, memorySnapshot } from '../../memory-snapshot.ts'
import { awsApplication, p2 } from '../../rules/entra-rows.ts'

const always = [
  namedLocations,
  conditionalAccessPolicies,
  conditionalAccessSettings,
  deletedPrincipals,
  authenticationStrengths,
  entraUsers,
  referencedGroups,
  privilegeGroups,
  eligibleGroupAccess,
  activeGroupAccess,
  roleDefinitions,
  activeRoleAssignments,
  eligibleRoleAssignments,
  servicePrincipals,
  awsApplications,
  awsApplicationAssignments,
  securityDefaultsPolicies,
]

/** Each rule that failed, and the rules its findings went into. */
const folded = (rules: readonly Rule[], givens: readonly Given[]) => {
  const { results } = evaluate(memorySnapshot([p2, ...givens], { scopes: [defaultScopes['entra-tenant']], datasets: always }), {
    tool: { name: 'postern', version: '0.0.0' },
    rules,
    declared: [],
    parameters: new Map(),
    severity: new Map(),
    failOn: 'none',
    gate: [],
    allowUnknown: new Set(),
  })
  const owner = new Map(results.flatMap(({ findings }) => findings.map(({ fingerprint, rule }) => [fingerprint, rule] as const)))
  return Object.fromEntries(
    results.flatMap(({ rule, findings }) =>
      findings.length === 0 ? [] : [[rule.id, [...new Set(findings.map(({ foldedInto }) => (foldedInto === undefined ? undefined : owner.get(foldedInto))))]]],
    ),
  )
}

const definitions = given(roleDefinitions, ...roles)
const mfaRules = [mfaForUsers, mfaForAdmins, withoutPhishingResistant, mfaForAzure, mfaForAws, defaultsOff]
const assigned = (principalId: string) =>
  given(awsApplicationAssignments, { id: principalId, name: principalId, resourceId: 'sp-aws', principalId, principalType: 'User', appRoleId: 'role' })
const people = given(entraUsers, user('ann'), user('bob'), guest('gus'))
const administrator = given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR))
const aws = given(awsApplications, awsApplication())

describe('one fault, one finding', () => {
  it('the widest hole takes in the narrower ones', () => {
    const into = [mfaForUsers.id]
    expect(folded(mfaRules, [definitions, people, administrator, aws, assigned('ann')])).toEqual({
      [mfaForUsers.id]: [undefined],
      [mfaForAdmins.id]: into,
      [withoutPhishingResistant.id]: into,
      [mfaForAzure.id]: into,
      [mfaForAws.id]: into,
      [defaultsOff.id]: into,
    })
  })

  it('a guest who reaches AWS without MFA is no member who does', () => {
    expect(folded(mfaRules, [definitions, people, administrator, aws, assigned('gus')])[mfaForAws.id]).toEqual([undefined])
  })

  it('under security defaults nothing worse disappears in what is milder', () => {
    const on = given(securityDefaultsPolicies, { id: 'sd', name: 'Security defaults', isEnabled: true })
    expect(folded(mfaRules, [definitions, people, administrator, aws, assigned('bob'), on])).toEqual({
      [mfaForUsers.id]: [undefined],
      [withoutPhishingResistant.id]: [undefined],
      [mfaForAws.id]: [mfaForUsers.id],
    })
  })

  it('a narrower hole stands where the wider question holds', () => {
    const tenant = [definitions, people, given(activeRoleAssignments, active('gus', GLOBAL_ADMINISTRATOR)), aws, assigned('ann')]
    const members = given(conditionalAccessPolicies, policy('Members', { users: { excludeUsers: ['GuestsOrExternalUsers'] } }))
    expect(folded(mfaRules, [...tenant, members])).toEqual({
      [mfaForAdmins.id]: [undefined],
      [withoutPhishingResistant.id]: [mfaForAdmins.id],
      [mfaForAzure.id]: [undefined],
    })
  })

  it('a standing Global Administrator takes in their other roles and how they were assigned', () => {
    const held = given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR), active('ann', HELPDESK_ADMINISTRATOR), active('bob', HELPDESK_ADMINISTRATOR))
    expect(folded([standingGlobal, standingPrivileged, outsidePim], [definitions, people, held])).toEqual({
      [standingGlobal.id]: [undefined],
      [standingPrivileged.id]: [standingGlobal.id, undefined],
      [outsidePim.id]: [standingGlobal.id, standingPrivileged.id],
    })
  })
})
