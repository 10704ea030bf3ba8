import rule from '../../../rules/application-identity/entra-workload-conditional-access-missing.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { applicationPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { subscribedSkus } from '../../../src/datasets/entra/tenant.ts'
import { type PolicyWords, policy } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { registration, unreadAdministrators } from '../application-rows.ts'
import { sku } from '../entra-rows.ts'
import { managedIdentity, permission, program, programs } from '../program-rows.ts'

const licence = given(subscribedSkus, sku('AAD_WRKLDID_P2'))
const power = given(applicationPermissions, permission('backup', 'RoleManagement.ReadWrite.Directory'), permission('reports', 'User.Read.All'))
const registered = (signInAudience = 'AzureADMyOrg') =>
  given(entraApplications, registration('backup', { appId: 'backup', signInAudience }), registration('reports', { appId: 'reports' }))
const backup = [licence, power, registered(), programs(program('backup'), program('reports'))]
const about = (includeServicePrincipals: string[], excludeServicePrincipals: string[] = [], words: PolicyWords = {}): ConditionalAccessPolicy =>
  policy('Workloads', {
    users: { includeUsers: ['None'] },
    grant: { builtInControls: ['block'] },
    ...words,
    conditions: {
      clientApplications: { includeServicePrincipals, excludeServicePrincipals },
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
      ...words.conditions,
    },
  })
const oneResource: PolicyWords = { applications: { includeApplications: ['app-of-ours'] } }
const oneCountry = { locations: { includeLocations: ['north-korea'], excludeLocations: [] } }
const narrow = { evidence: [{ label: 'Policies for some resources or places only', value: ['Workloads'] }] }
const policies = (...rows: ConditionalAccessPolicy[]) => given(conditionalAccessPolicies, ...rows)

testRule(rule, {
  pass: {
    'named by a policy': [...backup, policies(about(['sp-backup']))],
    'blocked always': [...backup, policies(about(['sp-backup'], [], { conditions: { locations: null } }))],
    'blocked at risk': [...backup, policies(about(['sp-backup'], [], { conditions: { locations: null, servicePrincipalRiskLevels: ['high'] } }))],
    'by one policy of two': [...backup, policies(about(['sp-backup'], [], oneResource), about(['sp-backup']))],
    'one of all of the tenant': [...backup, policies(about(['ServicePrincipalsInMyTenant'], ['sp-other']))],
  },
  fail: {
    'no policy': {
      given: [...backup, policies(policy('MFA'))],
      subjects: ['sp-backup'],
      severity: 'medium',
      message: 'backup leads to the whole tenant (RoleManagement.ReadWrite.Directory) and may sign in from anywhere: no enforced policy is about it.',
    },
    'a policy about agents only': [
      ...backup,
      policies(about([], [], { unknownConditions: ['agentIdRiskLevels', 'clientApplications.includeAgentIdServicePrincipals'] })),
    ],
    'a policy about another, with a condition that is not known': [...backup, policies(about(['sp-reports'], [], { unknownConditions: ['new'] }))],
    'a policy with a filter that leaves it out by name': [
      ...backup,
      policies(about(['ServicePrincipalsInMyTenant'], ['sp-backup'], { unknownConditions: ['clientApplications.servicePrincipalFilter'] })),
    ],
    'a policy with a filter that blocks nothing': [
      ...backup,
      policies(about([], [], { grant: null, unknownConditions: ['clientApplications.servicePrincipalFilter'] })),
    ],
    'a policy for one resource': {
      given: [...backup, policies(about(['sp-backup'], [], oneResource))],
      ...narrow,
      message: /: the policies about it block it for some resources or from some places only\.$/,
    },
    'a policy that leaves out a resource': {
      given: [...backup, policies(about(['sp-backup'], [], { applications: { excludeApplications: ['app-of-ours'] } }))],
      ...narrow,
    },
    'a policy for resources by a filter': {
      given: [...backup, policies(about(['sp-backup'], [], { applications: { applicationFilter: { mode: 'exclude', rule: 'x' } } }))],
      ...narrow,
    },
    'a policy from one country': { given: [...backup, policies(about(['sp-backup'], [], { conditions: oneCountry }))], ...narrow },
    'a policy at risk, from one country': {
      given: [...backup, policies(about(['sp-backup'], [], { conditions: { ...oneCountry, servicePrincipalRiskLevels: ['high'] } }))],
      ...narrow,
    },
    'excluded by name': [...backup, policies(about(['ServicePrincipalsInMyTenant'], ['sp-backup']))],
    'a policy in report-only': {
      given: [...backup, policies(about(['sp-backup'], [], { state: 'enabledForReportingButNotEnforced' }))],
      evidence: [{ label: 'Policies in report-only', value: ['Workloads'] }],
    },
  },
  unknown: {
    'a group that holds a role and was not read': {
      given: [licence, registered(), programs(program('backup')), policies(), ...unreadAdministrators],
      subjects: ['dark'],
      message: 'The members of group dark, which holds Global Administrator, are not known: applications may be among them.',
    },
    'a policy about it, with a condition that is not known': [...backup, policies(about(['sp-backup'], [], { unknownConditions: ['new'] }))],
    'a policy with a filter on attributes': [...backup, policies(about([], [], { unknownConditions: ['clientApplications.servicePrincipalFilter'] }))],
  },
  'not-applicable': {
    'for several tenants': [licence, power, registered('AzureADMultipleOrgs'), programs(program('backup')), policies()],
    'registered elsewhere': [licence, power, given(entraApplications), programs(program('backup')), policies()],
    'a managed identity': [licence, power, registered(), programs(managedIdentity('backup')), policies()],
    disabled: [licence, power, registered(), programs(program('backup', { accountEnabled: false })), policies()],
  },
})
