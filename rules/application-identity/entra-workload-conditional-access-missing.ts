import { applicationsById } from '../../src/estate/entra/applications-by-id.ts'
import { privilegedServicePrincipals, whyUnread } from '../../src/estate/entra/privileged-service-principals.ts'
import { workloadPlans } from '../../src/estate/entra/service-plans.ts'
import { isMultiTenant } from '../../src/estate/entra/sign-in-audience.ts'
import { workloadPolicies } from '../../src/estate/entra/workload-policies.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const names = (policies: readonly { readonly name: string }[]): string[] => policies.map(({ name }) => name)

export default defineRule({
  id: 'entra-workload-conditional-access-missing',
  title: 'Privileged applications sign in only from where they run',
  failureTitle: 'Privileged application signs in from anywhere',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'An application proves who it is with a secret or key that works from anywhere, and no MFA is asked of it. Conditional Access for workload identities blocks it outside of named locations or at risk; a policy for some resources only, or from some places only, leaves every other way open and does not count. It is for applications that are registered in the tenant for the tenant alone: managed identities, and applications for several tenants, cannot be covered and are not asked about. Asked about are those that lead to the whole tenant by a directory role or an application permission.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for the service principal that blocks it outside of the addresses it runs at, or at high risk.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Workloads only from where they run","state":"enabledForReportingButNotEnforced","conditions":{"clientApplications":{"includeServicePrincipals":["SERVICE_PRINCIPAL_ID"]},"applications":{"includeApplications":["All"]},"users":{"includeUsers":["None"]},"locations":{"includeLocations":["All"],"excludeLocations":["LOCATION_ID"]}},"grantControls":{"operator":"OR","builtInControls":["block"]}}\'',
    },
    { text: 'Better where it runs in Azure: give it a managed identity instead of a secret.' },
  ],
  verify: [
    {
      text: 'List the policies about workload identities.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies' -OutputType PSObject).value | Where-Object { $_.conditions.clientApplications } | Select-Object displayName, state",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'IM-7'] },
  equivalents: { zta: ['21883', '21884'] },
  references: [
    { title: 'Conditional Access for workload identities', url: 'https://learn.microsoft.com/entra/identity/conditional-access/workload-identity' },
    { title: 'Microsoft Entra Workload ID licensing', url: 'https://learn.microsoft.com/entra/workload-id/workload-identities-faqs' },
  ],
  withoutLicence: {
    plans: workloadPlans,
    verdict: 'not-applicable',
    message: 'Conditional Access for workload identities needs Microsoft Entra Workload ID Premium.',
  },
  subjects: privilegedServicePrincipals,
  needs: { workloadPolicies, applicationsById },
  where: (program, { applicationsById }) => {
    if (program.kind === 'unread-group') return true
    const { kind, isMicrosofts, accountEnabled, appId } = program
    const registration = applicationsById.get(appId)
    return kind === 'application' && !isMicrosofts && accountEnabled && registration !== undefined && !isMultiTenant(registration.signInAudience)
  },
  check(program, { workloadPolicies }) {
    if (program.kind === 'unread-group') return unknown(whyUnread(program))
    const { id, name, permissions, roles } = program
    const { enforced, narrow, possible, trial } = workloadPolicies(id)
    if (enforced.length > 0) return pass()
    if (possible.length > 0) return unknown(`Whether ${names(possible).join(', ')} is about ${name}: the policy has conditions that cannot be decided.`)
    const power = [...roles.map(({ role }) => role.name), ...permissions.map(({ permission }) => permission)]
    const why = narrow.length === 0 ? 'no enforced policy is about it' : 'the policies about it block it for some resources or from some places only'
    return fail(`${name} leads to the whole tenant (${power.slice(0, 3).join(', ')}) and may sign in from anywhere: ${why}.`, [
      evidence('Privileges', power, id),
      ...(narrow.length === 0 ? [] : [evidence('Policies for some resources or places only', names(narrow))]),
      ...(trial.length === 0 ? [] : [evidence('Policies in report-only', names(trial))]),
    ])
  },
})
