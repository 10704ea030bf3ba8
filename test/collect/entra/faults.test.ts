import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../../src/collect/entra/operations.ts'
import type { AnyDataset, GapReason } from '../../../src/dataset.ts'
import { agentBlueprints, agentIdentities } from '../../../src/datasets/entra/agents.ts'
import { applicationBehaviors, applicationOwners, entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { applicationPermissions, delegatedPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { appManagementPolicies, awsApplicationClaims, claimsMappingPolicies, tokenLifetimePolicies } from '../../../src/datasets/entra/application-policies.ts'
import { adalRecommendations, applicationSignInActivities, passwordFlowSignIns } from '../../../src/datasets/entra/application-use.ts'
import { awsApplicationAssignments, awsApplications, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { authenticationMethodConfigurations, registrationDetails } from '../../../src/datasets/entra/authentication-methods.ts'
import { adminConsentRequestPolicies, authorizationPolicies, directorySettings } from '../../../src/datasets/entra/authorization-policy.ts'
import { certificateAuthorities, certificateSignInSettings, externalAuthenticationMethods } from '../../../src/datasets/entra/certificate-trust.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { conditionalAccessSettings } from '../../../src/datasets/entra/conditional-access-settings.ts'
import { crossTenantDefaults, crossTenantPartners } from '../../../src/datasets/entra/cross-tenant-access.ts'
import { deletedPrincipals } from '../../../src/datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { directorySynchronizations, domainFederations, entraDomains } from '../../../src/datasets/entra/domains.ts'
import { accessPackagePolicies, lifecycleWorkflows } from '../../../src/datasets/entra/entitlements.ts'
import { federatedCredentials } from '../../../src/datasets/entra/federated-credentials.ts'
import { accessReviews, signInActivities } from '../../../src/datasets/entra/governance.ts'
import { authenticationFlowsPolicies, entraGuests, signUpFlows } from '../../../src/datasets/entra/guests.ts'
import { riskyServicePrincipals, riskyUsers } from '../../../src/datasets/entra/identity-risk.ts'
import { invitationDomains } from '../../../src/datasets/entra/invitation-domains.ts'
import { deviceRegistrationPolicies, methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { passThroughAgents } from '../../../src/datasets/entra/pass-through-agents.ts'
import { policyGroups } from '../../../src/datasets/entra/policy-groups.ts'
import { activeGroupAccess, eligibleGroupAccess, groupActivationPolicies, privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { perUserMfaRequirements, privilegedUserAccounts, privilegedUserMethods } from '../../../src/datasets/entra/privileged-users.ts'
import { protectableActions } from '../../../src/datasets/entra/protected-actions.ts'
import { provisioningJobs, provisioningMappings } from '../../../src/datasets/entra/provisioning.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { administrativeUnits, customRoles, pimAlerts, synchronizationFeatures } from '../../../src/datasets/entra/role-security.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { legacySignIns } from '../../../src/datasets/entra/sign-ins.ts'
import { entraOrganizations, securityDefaultsPolicies, subscribedSkus } from '../../../src/datasets/entra/tenant.ts'
import { premiumP1 } from '../../clouds/entra/built-ins.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import type { Fault } from '../../clouds/entra/faults.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { crowded } from './crowded-tenant.ts'
import { quick, scanTenant } from './scan-tenant.ts'

const withoutPim = tenant({ ...example, id: '22222222-2222-4333-8444-555555555555', subscribedSkus: [premiumP1('22222222-2222-4333-8444-555555555555')] })

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example, withoutPim, crowded] })
})
afterAll(() => entra.close())

type Answers = 'list' | 'object' | 'batched list' | 'batched object' | 'batch'

interface Call {
  readonly path: string
  readonly version: 'beta' | 'v1.0'
  readonly gives: readonly AnyDataset[]
  /** Datasets that are dark because the call's own are. */
  readonly darkens?: readonly AnyDataset[]
  /** Datasets of a list that come in a batch: no connection is cut in the middle of one of its reads. */
  readonly batched?: readonly AnyDataset[]
  readonly answers: Answers
  readonly tenant?: string
}

const roles = '/roleManagement/directory'
const infrastructures = '/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations'
const pimForGroups = '/identityGovernance/privilegedAccess/group'
/** What is asked about administrators, who are not all known where anything that names them is dark. */
const aboutAdministrators = [privilegedUserAccounts, privilegedUserMethods, perUserMfaRequirements]
const pimOfGroups = [eligibleGroupAccess, activeGroupAccess, groupActivationPolicies]
/** What is read of the groups that assignments name. */
const ofNamedGroups = [referencedGroups, privilegeGroups, ...pimOfGroups, ...aboutAdministrators, delegatedPermissions]
const policies = '/identity/conditionalAccess/policies'

/** Every call of a scan, and what is dark without it. */
const calls: readonly Call[] = [
  { version: 'v1.0', path: '/organization', gives: [entraOrganizations], darkens: [synchronizationFeatures, passThroughAgents], answers: 'list' },
  { version: 'beta', path: '/organization', gives: [directorySynchronizations], answers: 'list' },
  { version: 'v1.0', path: '/groupSettings', gives: [directorySettings], answers: 'list' },
  { version: 'v1.0', path: '/domains', gives: [entraDomains], darkens: [domainFederations], answers: 'list' },
  { version: 'v1.0', path: '/domains/{domain}/federationConfiguration', gives: [domainFederations], answers: 'list' },
  {
    version: 'beta',
    path: '/policies/authenticationMethodsPolicy',
    gives: [methodsPolicies, certificateSignInSettings, externalAuthenticationMethods],
    answers: 'object',
  },
  { version: 'v1.0', path: '/organization/{id}/certificateBasedAuthConfiguration', gives: [certificateAuthorities], answers: 'list' },
  { version: 'v1.0', path: infrastructures, gives: [certificateAuthorities], answers: 'list' },
  { version: 'v1.0', path: `${infrastructures}/{id}/certificateAuthorities`, gives: [certificateAuthorities], answers: 'list' },
  { version: 'beta', path: '/policies/b2bManagementPolicies', gives: [invitationDomains], answers: 'list' },
  { version: 'beta', path: '/identity/conditionalAccess/settings', gives: [conditionalAccessSettings], answers: 'object' },
  { version: 'v1.0', path: '/policies/authorizationPolicy', gives: [authorizationPolicies], answers: 'object' },
  { version: 'v1.0', path: '/policies/adminConsentRequestPolicy', gives: [adminConsentRequestPolicies], answers: 'object' },
  { version: 'v1.0', path: '/policies/crossTenantAccessPolicy/default', gives: [crossTenantDefaults], answers: 'object' },
  { version: 'v1.0', path: '/policies/crossTenantAccessPolicy/partners', gives: [crossTenantPartners], answers: 'list' },
  { version: 'v1.0', path: '/policies/deviceRegistrationPolicy', gives: [deviceRegistrationPolicies], answers: 'object' },
  { version: 'v1.0', path: '/identityGovernance/accessReviews/definitions', gives: [accessReviews], answers: 'list' },
  { version: 'v1.0', path: '/identityGovernance/entitlementManagement/assignmentPolicies', gives: [accessPackagePolicies], answers: 'list' },
  { version: 'v1.0', path: '/identityGovernance/lifecycleWorkflows/workflows', gives: [lifecycleWorkflows], answers: 'list' },
  { version: 'v1.0', path: '/identityProtection/riskyServicePrincipals', gives: [riskyServicePrincipals], answers: 'list' },
  { version: 'v1.0', path: '/identityProtection/riskyUsers', gives: [riskyUsers], answers: 'list' },
  { version: 'v1.0', path: '/subscribedSkus', gives: [subscribedSkus], answers: 'list' },
  { version: 'v1.0', path: '/users', gives: [entraUsers, signInActivities, entraGuests], answers: 'list' },
  {
    version: 'v1.0',
    path: '/groups/{id}',
    gives: [referencedGroups, privilegeGroups, policyGroups],
    darkens: [...aboutAdministrators, delegatedPermissions],
    answers: 'batched object',
  },
  {
    version: 'v1.0',
    path: '/groups/{id}/transitiveMembers',
    gives: [referencedGroups],
    darkens: [...aboutAdministrators, delegatedPermissions],
    answers: 'batched list',
  },
  { version: 'v1.0', path: '/groups/{id}/members', gives: [privilegeGroups], darkens: [...aboutAdministrators, delegatedPermissions], answers: 'batched list' },
  {
    version: 'v1.0',
    path: '/groups/{id}/owners',
    gives: [privilegeGroups, policyGroups],
    darkens: [...aboutAdministrators, delegatedPermissions],
    answers: 'batched list',
  },
  {
    version: 'v1.0',
    path: `${pimForGroups}/eligibilityScheduleInstances`,
    gives: [eligibleGroupAccess],
    darkens: [...aboutAdministrators, delegatedPermissions],
    answers: 'batched list',
  },
  {
    version: 'v1.0',
    path: `${pimForGroups}/assignmentScheduleInstances`,
    gives: [activeGroupAccess],
    darkens: [...aboutAdministrators, delegatedPermissions],
    answers: 'batched list',
  },
  { version: 'beta', path: '/identityGovernance/roleManagementAlerts/alerts', gives: [pimAlerts], answers: 'list' },
  { version: 'v1.0', path: '/directory/administrativeUnits', gives: [administrativeUnits], answers: 'list' },
  // Of large units the first pages are read: pages without end are no fault.
  { version: 'v1.0', path: '/directory/administrativeUnits/{id}/members', gives: [administrativeUnits], answers: 'batched object' },
  { version: 'v1.0', path: '/directory/deletedItems/{id}', gives: [deletedPrincipals], answers: 'batched object' },
  { version: 'v1.0', path: '/users/{id}', gives: [privilegedUserAccounts], answers: 'batched object' },
  { version: 'v1.0', path: '/users/{id}/authentication/methods', gives: [privilegedUserMethods], answers: 'batched list' },
  { version: 'beta', path: '/users/{id}/authentication/requirements', gives: [perUserMfaRequirements], answers: 'batched object' },
  { version: 'beta', path: '/$batch', gives: [perUserMfaRequirements], answers: 'batch' },
  {
    version: 'beta',
    path: `${roles}/roleDefinitions`,
    gives: [roleDefinitions, customRoles],
    darkens: [...aboutAdministrators, delegatedPermissions],
    answers: 'list',
  },
  { version: 'beta', path: `${roles}/resourceNamespaces/microsoft.directory/resourceActions`, gives: [protectableActions], answers: 'list' },
  {
    version: 'v1.0',
    path: `${roles}/roleAssignments`,
    gives: [activeRoleAssignments],
    darkens: [deletedPrincipals, delegatedPermissions, referencedGroups, privilegeGroups, ...aboutAdministrators],
    answers: 'list',
    tenant: withoutPim.id,
  },
  {
    version: 'v1.0',
    path: `${roles}/roleAssignmentScheduleInstances`,
    gives: [activeRoleAssignments],
    darkens: [deletedPrincipals, ...ofNamedGroups],
    answers: 'list',
  },
  {
    version: 'v1.0',
    path: `${roles}/roleEligibilityScheduleInstances`,
    gives: [eligibleRoleAssignments],
    darkens: [deletedPrincipals, ...ofNamedGroups],
    answers: 'list',
  },
  {
    version: 'v1.0',
    path: '/policies/roleManagementPolicyAssignments',
    gives: [roleManagementPolicies, groupActivationPolicies],
    batched: [groupActivationPolicies],
    darkens: [referencedGroups],
    answers: 'list',
  },
  { version: 'v1.0', path: '/policies/authenticationMethodsPolicy', gives: [authenticationMethodConfigurations], answers: 'object' },
  { version: 'v1.0', path: '/reports/authenticationMethods/userRegistrationDetails', gives: [registrationDetails], answers: 'list' },
  { version: 'v1.0', path: '/auditLogs/signIns', gives: [legacySignIns], answers: 'list' },
  { version: 'beta', path: '/auditLogs/signIns', gives: [legacySignIns, passwordFlowSignIns], answers: 'list' },
  { version: 'v1.0', path: policies, gives: [conditionalAccessPolicies], darkens: [referencedGroups, policyGroups], answers: 'list' },
  { version: 'beta', path: policies, gives: [conditionalAccessPolicies], darkens: [referencedGroups, policyGroups], answers: 'list' },
  { version: 'v1.0', path: '/identity/conditionalAccess/namedLocations', gives: [namedLocations], answers: 'list' },
  { version: 'v1.0', path: '/policies/authenticationStrengthPolicies', gives: [authenticationStrengths], answers: 'list' },
  { version: 'v1.0', path: '/policies/identitySecurityDefaultsEnforcementPolicy', gives: [securityDefaultsPolicies], answers: 'object' },
  {
    version: 'v1.0',
    path: '/servicePrincipals',
    gives: [servicePrincipals, awsApplications, awsApplicationAssignments, applicationOwners, applicationPermissions],
    darkens: [awsApplicationClaims, provisioningJobs, provisioningMappings, ...ofNamedGroups],
    answers: 'list',
  },
  {
    version: 'v1.0',
    path: '/servicePrincipals/{id}',
    gives: [awsApplications],
    darkens: [awsApplicationClaims, provisioningJobs, provisioningMappings, agentIdentities],
    answers: 'object',
  },
  {
    version: 'v1.0',
    path: '/servicePrincipals/{id}/appRoleAssignedTo',
    gives: [awsApplicationAssignments, applicationPermissions],
    darkens: ofNamedGroups,
    answers: 'batched list',
  },
  { version: 'v1.0', path: '/servicePrincipals/{id}/owners', gives: [applicationOwners], answers: 'list', tenant: crowded.id },
  { version: 'v1.0', path: '/applications', gives: [entraApplications, applicationOwners], answers: 'list' },
  { version: 'beta', path: '/applications', gives: [applicationBehaviors, federatedCredentials], answers: 'list' },
  { version: 'v1.0', path: '/applications/{id}/owners', gives: [applicationOwners], answers: 'list', tenant: crowded.id },
  { version: 'beta', path: '/servicePrincipals/{id}/claimsPolicy', gives: [awsApplicationClaims], answers: 'object' },
  { version: 'v1.0', path: '/policies/defaultAppManagementPolicy', gives: [appManagementPolicies], answers: 'object' },
  { version: 'v1.0', path: '/policies/tokenLifetimePolicies', gives: [tokenLifetimePolicies], answers: 'list' },
  { version: 'v1.0', path: '/policies/claimsMappingPolicies', gives: [claimsMappingPolicies], answers: 'list' },
  { version: 'beta', path: '/reports/servicePrincipalSignInActivities', gives: [applicationSignInActivities], answers: 'list' },
  { version: 'beta', path: '/directory/recommendations', gives: [adalRecommendations], answers: 'list' },
  { version: 'v1.0', path: '/oauth2PermissionGrants', gives: [delegatedPermissions], answers: 'list' },
  { version: 'v1.0', path: '/servicePrincipals/microsoft.graph.agentIdentity', gives: [agentIdentities], answers: 'list' },
  { version: 'v1.0', path: '/servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors', gives: [agentIdentities], answers: 'batched object' },
  { version: 'v1.0', path: '/applications/microsoft.graph.agentIdentityBlueprint', gives: [agentBlueprints], answers: 'list' },
  { version: 'v1.0', path: '/servicePrincipals/{id}/synchronization/jobs', gives: [provisioningJobs, provisioningMappings], answers: 'list' },
  { version: 'v1.0', path: '/servicePrincipals/{id}/synchronization/jobs/{job}/schema', gives: [provisioningMappings], answers: 'object' },
  { version: 'v1.0', path: '/policies/authenticationFlowsPolicy', gives: [authenticationFlowsPolicies], answers: 'object' },
  { version: 'v1.0', path: '/identity/b2xUserFlows', gives: [signUpFlows], answers: 'list' },
  {
    version: 'v1.0',
    path: '/$batch',
    gives: [
      deletedPrincipals,
      applicationPermissions,
      delegatedPermissions,
      agentIdentities,
      referencedGroups,
      privilegeGroups,
      policyGroups,
      ...pimOfGroups,
      administrativeUnits,
    ],
    darkens: aboutAdministrators,
    answers: 'batch',
  },
]

const faults: readonly { readonly name: string; readonly fault: Fault; readonly reason: GapReason; readonly on?: readonly Answers[] }[] = [
  { name: 'denied', fault: { kind: 'denied' }, reason: 'denied' },
  { name: 'throttled for ever', fault: { kind: 'throttled', retryAfter: '1' }, reason: 'throttled' },
  {
    name: 'a licence that is missing',
    fault: { kind: 'status', status: 403, code: 'AccessDenied', message: 'Your tenant is not licensed for this feature.' },
    reason: 'not-licensed',
  },
  { name: 'status 500', fault: { kind: 'status', status: 500 }, reason: 'failed' },
  { name: 'status 401', fault: { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' }, reason: 'denied' },
  { name: 'status 400', fault: { kind: 'status', status: 400 }, reason: 'failed' },
  { name: 'a redirect', fault: { kind: 'redirect', to: 'https://elsewhere.example/' }, reason: 'failed' },
  { name: 'a body cut in the middle', fault: { kind: 'cut' }, reason: 'failed', on: ['list', 'object', 'batch'] },
  { name: 'a 200 of zero bytes', fault: { kind: 'zero-byte' }, reason: 'invalid' },
  { name: 'a page of HTML', fault: { kind: 'html' }, reason: 'invalid' },
  { name: 'an empty object', fault: { kind: 'body', body: {} }, reason: 'invalid' },
  { name: 'null', fault: { kind: 'body', body: null }, reason: 'invalid' },
  { name: 'an error in a 200', fault: { kind: 'body', body: { error: { code: 'oops' }, value: [] } }, reason: 'invalid' },
  { name: 'no value', fault: { kind: 'value-missing' }, reason: 'invalid' },
  { name: 'a value that is no list', fault: { kind: 'value-not-a-list' }, reason: 'invalid' },
  { name: 'rows of nothing', fault: { kind: 'body', body: { value: [null, 7, {}] } }, reason: 'invalid' },
  { name: 'pages without end', fault: { kind: 'endless-pages' }, reason: 'invalid', on: ['list', 'batched list'] },
  { name: 'pages in a circle', fault: { kind: 'repeated-page' }, reason: 'invalid', on: ['list', 'batched list'] },
  { name: 'a next page elsewhere', fault: { kind: 'next-link', to: 'https://elsewhere.example/v1.0/users' }, reason: 'invalid', on: ['list', 'batched list'] },
  { name: 'a next page at another path', fault: { kind: 'next-link', to: '/v1.0/me' }, reason: 'invalid', on: ['list', 'batched list'] },
]

const patternOf = ({ path, version }: Call): RegExp =>
  new RegExp(`^/${version.replace('.', '\\.')}${path.replace('$', '\\$').replaceAll(/\{\w+\}/g, '[^/]+')}$`)

test('the matrix knows every operation that may leave', () => {
  // No application can read it, so that it is never asked here.
  const known = new Set([
    'v1.0 /directory/onPremisesSynchronization',
    'beta /onPremisesPublishingProfiles/authentication/agents',
    // Asked where Azure is scanned: test/collect/azure/directory-faults.test.ts
    'v1.0 /users/{id}/transitiveMemberOf',
    ...calls.map(call => `${call.version} ${call.path}`),
  ])
  expect(operations.flatMap(operation => operation.versions.map(version => `${version} ${operation.path}`)).filter(one => !known.has(one))).toEqual([])
})

describe.each(calls)('$version $path', call => {
  test.each(faults.filter(({ on }) => on === undefined || on.includes(call.answers)))(
    '$name: a gap, and never an empty complete table',
    async ({ fault, reason }) => {
      entra.clearFaults()
      entra.fault({ path: patternOf(call) }, fault)
      const found = await scanTenant(entra.url, call.tenant ?? example.id, quick({ timeout: 5_000 }))

      const gives = call.gives.filter(dataset => fault.kind !== 'cut' || call.batched?.includes(dataset) !== true)
      const dark = [...gives, ...(call.darkens ?? [])]
      for (const dataset of gives) {
        expect
          .soft(
            found.gaps(dataset).map(gap => gap.reason),
            dataset.name,
          )
          .toContain(reason)
        if (reason === 'denied' && fault.kind === 'denied' && call.path !== '/$batch')
          expect.soft(found.gaps(dataset)[0]?.permission, dataset.name).toMatch(/\.Read(?:Basic)?\./)
      }
      for (const dataset of dark) expect.soft(found.table(dataset)?.complete, dataset.name).toBe(false)
      // Without P2 there are no settings and no alerts of PIM, and no access reviews.
      const alsoDark = call.tenant === undefined ? dark : [...dark, roleManagementPolicies, accessReviews, pimAlerts, accessPackagePolicies, riskyUsers]
      for (const table of found.manifest.tables)
        if (!alsoDark.some(dataset => dataset.name === table.dataset)) expect.soft(table, table.dataset).toMatchObject({ complete: true })
    },
  )
})
