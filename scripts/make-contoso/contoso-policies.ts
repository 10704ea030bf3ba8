import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../src/datasets/entra/conditional-access.ts'
import { identityCenterApplication, payrollApplication } from './contoso-applications.ts'
import { contosoGroups, groups } from './contoso-groups.ts'
import { chiefFinancialOfficer, consultant, emergency } from './contoso-users.ts'
import { daysAgo } from './dates.ts'
import { allApplications, builtInStrengths, everyGuest, type PolicySpec, phishingResistant, policy, signInFrequency } from './entra-policies.ts'
import { roleId, roles } from './entra-roles.ts'
import { guid } from './ids.ts'
import { tenantScope } from './organization-facts.ts'
import { upkeepTables } from './policy-upkeep.ts'
import { type Table, table } from './tables.ts'

const azureManagement = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
const reportOnly = 'enabledForReportingButNotEnforced'
const location = (name: string): string => guid(`location ${name}`)
const emergencyIds = emergency.map(({ id }) => id)
const { mfaExclusion, legacyExclusion } = groups

const everyone = { includeUsers: ['All'], excludeUsers: emergencyIds }
/** Every policy for all carries the same exclusions, copied from the first. */
const everyoneButExcluded = {
  includeUsers: ['All'],
  excludeUsers: [...emergencyIds, chiefFinancialOfficer.id],
  excludeGroups: [mfaExclusion.id, legacyExclusion.id],
  excludeRoles: [roleId('synchronizationAccounts')],
}
const administrators = {
  includeRoles: Object.values(roles).flatMap(([id, , isPrivileged]) => (isPrivileged && id !== roleId('synchronizationAccounts') ? [id] : [])),
}

const specs: readonly PolicySpec[] = [
  {
    name: 'CA001 - Require MFA for all users',
    age: 1_390,
    changed: 26,
    users: everyoneButExcluded,
    applications: allApplications,
    grant: { controls: ['mfa'] },
  },
  {
    name: 'CA002 - Block legacy authentication',
    age: 1_390,
    changed: 311,
    users: { includeUsers: ['All'], excludeUsers: emergencyIds, excludeGroups: [legacyExclusion.id] },
    applications: allApplications,
    conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
    grant: { controls: ['block'] },
  },
  {
    name: 'CA003 - Administrators - Phishing-resistant MFA',
    age: 402,
    users: { ...administrators, excludeUsers: emergencyIds },
    applications: allApplications,
    grant: { strength: phishingResistant },
    session: { signInFrequency: signInFrequency(8), persistentBrowser: 'never' },
  },
  {
    name: 'CA004 - Guests - Require MFA',
    age: 905,
    users: { includeGuestsOrExternalUsers: everyGuest },
    applications: allApplications,
    grant: { controls: ['mfa'] },
  },
  {
    name: 'CA005 - Azure management - Require MFA',
    age: 1_210,
    users: everyone,
    applications: { includeApplications: [azureManagement] },
    grant: { controls: ['mfa'] },
  },
  {
    name: 'CA006 - AWS - Administrators - Phishing-resistant MFA',
    age: 210,
    users: { includeGroups: [groups.awsAdministrators.id] },
    applications: { includeApplications: [identityCenterApplication.appId] },
    grant: { strength: phishingResistant },
    session: { signInFrequency: signInFrequency(4) },
  },
  {
    name: 'CA007 - Payroll - Block outside the offices',
    age: 655,
    users: { includeGroups: [groups.payroll.id] },
    applications: { includeApplications: [payrollApplication.appId] },
    conditions: { locations: { includeLocations: ['All'], excludeLocations: [location('Offices'), location('VPN')] } },
    grant: { controls: ['block'] },
  },
  {
    name: 'CA008 - High user risk - Change password',
    age: 610,
    users: everyoneButExcluded,
    applications: allApplications,
    conditions: { userRiskLevels: ['high'] },
    grant: { operator: 'AND', controls: ['mfa', 'passwordChange'] },
    session: { signInFrequency: signInFrequency('every time') },
  },
  {
    name: 'CA009 - Sign-in risk - Require MFA',
    state: reportOnly,
    age: 610,
    users: everyone,
    applications: allApplications,
    conditions: { signInRiskLevels: ['medium', 'high'] },
    grant: { controls: ['mfa'] },
  },
  {
    name: 'CA010 - Block sign-in from countries without business',
    state: reportOnly,
    age: 154,
    users: everyone,
    applications: allApplications,
    conditions: { locations: { includeLocations: ['All'], excludeLocations: [location('Countries'), location('Offices')] } },
    grant: { controls: ['block'] },
  },
  {
    name: 'Microsoft-managed: Block device code flow',
    state: reportOnly,
    age: 88,
    users: everyone,
    applications: allApplications,
    conditions: { transferMethods: 'deviceCodeFlow' },
    grant: { controls: ['block'] },
  },
  {
    name: 'CA011 - Office 365 - Protected apps on phones',
    age: 730,
    users: everyone,
    applications: { includeApplications: ['Office365'] },
    conditions: { clientAppTypes: ['mobileAppsAndDesktopClients'], platforms: { includePlatforms: ['android', 'iOS'], excludePlatforms: [] } },
    grant: { controls: ['compliantApplication'] },
  },
  {
    name: 'CA012 - SharePoint - Limited on unmanaged devices',
    age: 730,
    users: everyone,
    applications: { includeApplications: ['00000003-0000-0ff1-ce00-000000000000'] },
    conditions: { clientAppTypes: ['browser'] },
    session: { applicationEnforcedRestrictions: true, continuousAccessEvaluation: 'disabled' },
  },
  {
    name: 'CA013 - Security information - Require MFA',
    age: 880,
    users: everyone,
    applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
    grant: { controls: ['mfa'] },
  },
  {
    name: 'CA014 - PIM activation - Phishing-resistant MFA',
    age: 380,
    users: everyone,
    applications: { includeAuthenticationContextClassReferences: ['c1'] },
    grant: { strength: phishingResistant },
  },
  {
    name: 'CA015 - HR investigations - Compliant device',
    age: 118,
    users: { includeGroups: [groups.hrInvestigations.id] },
    applications: { includeApplications: [payrollApplication.appId] },
    grant: { controls: ['compliantDevice'] },
  },
  {
    name: 'CA016 - Passkey pilot',
    state: reportOnly,
    age: 97,
    users: { includeGroups: [groups.passkeyPilot.id, groups.deleted.id] },
    applications: allApplications,
    grant: { strength: guid('strength hardware keys') },
  },
  {
    name: 'CA017 - Workload identities - Only from the offices',
    state: reportOnly,
    age: 60,
    users: { includeUsers: ['None'] },
    applications: allApplications,
    conditions: {
      clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'], excludeServicePrincipals: [] },
      locations: { includeLocations: ['All'], excludeLocations: [location('Offices')] },
    },
    grant: { controls: ['block'] },
  },
  {
    name: 'CA018 - Agents at risk - Block',
    state: reportOnly,
    age: 19,
    users: { includeUsers: ['AllAgentIdUsers'] },
    applications: allApplications,
    unknownConditions: ['agentIdRiskLevels'],
    grant: { controls: ['block'] },
  },
  {
    name: 'OLD - MFA or hybrid joined device (2022)',
    state: 'disabled',
    age: 1_530,
    users: everyone,
    applications: allApplications,
    grant: { controls: ['mfa', 'domainJoinedDevice'] },
  },
]

const place = (name: string, more: object) => ({
  id: location(name),
  name,
  kind: 'ip' as const,
  isTrusted: false,
  ipRanges: [],
  countries: [],
  includesUnknownCountries: false,
  ...more,
})

/** Policies, places and strengths of Contoso's tenant. Addresses are those kept for documentation (RFC 5737). */
export const contosoPolicies = (): Table[] => {
  const at = tenantScope('contoso')
  return [
    table(
      conditionalAccessPolicies,
      at,
      specs.map(spec => policy('contoso', spec)),
    ),
    ...upkeepTables('contoso', specs, contosoGroups, {
      owners: { [mfaExclusion.id]: [consultant.id] },
      protectedBy: { 'microsoft.directory/conditionalAccessPolicies/delete': 'c1' },
    }),
    table(namedLocations, at, [
      place('Offices', { isTrusted: true, ipRanges: ['203.0.113.0/26', '203.0.113.128/26'] }),
      place('VPN', { isTrusted: true, ipRanges: ['198.51.100.32/28'] }),
      place('Supplier warehouse', { ipRanges: ['192.0.2.64/29'] }),
      place('Countries', { kind: 'country', countries: ['NO', 'SE', 'DK', 'FI', 'PL', 'DE', 'IE', 'NL', 'PT', 'GB'] }),
      place('All compliant network locations', { kind: 'compliant-network' }),
    ]),
    table(authenticationStrengths, at, [
      ...builtInStrengths,
      {
        id: guid('strength hardware keys'),
        name: 'Hardware keys only',
        policyType: 'custom',
        requirementsSatisfied: 'mfa',
        allowedCombinations: ['fido2'],
        modifiedAt: daysAgo(97, 'strength hardware keys'),
      },
    ]),
  ]
}
