import { coverAdministrators } from '../../src/estate/entra/administrator-coverage.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whereUncovered, whyUncovered } from '../../src/estate/entra/coverage-words.ts'
import { administrators } from '../../src/estate/entra/privileged-holders.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-managed-device-not-required-for-admins',
  title: 'Administrators sign in from managed devices only',
  failureTitle: 'Administrators may sign in from any device',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'On a device that nobody manages malware reads the session of whoever works there, whatever they proved when it began. Administrators should get in from a compliant or hybrid joined device only. Asked about are all who hold a privileged role or could activate one, on a device that is neither: they must be blocked, by a policy that grants access to such devices only or by one that blocks all others. “MFA or a compliant device” asks for no device.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all privileged roles and all resources that requires a compliant or a hybrid joined device; exclude declared emergency access accounts only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Managed devices for administrators","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeRoles":["62e90394-69f5-4237-9190-012177145e10"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","builtInControls":["compliantDevice","domainJoinedDevice"]}}\'',
    },
    { text: 'Give administrators workstations that are managed first, then set the policy to enabled.' },
  ],
  verify: [{ text: 'Scan again: no administrator is listed as uncovered.' }],
  frameworks: { 'cis-m365@7.0': ['5.2.2.9'], 'scuba-aad@1.8': ['MS.AAD.3.7'], 'mcsb@2': ['PA-6'] },
  equivalents: { prowler: ['entra_managed_device_required_for_authentication'], scuba: ['MS.AAD.3.7v1'] },
  references: [
    {
      title: 'Require compliant or hybrid joined devices for administrators',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-alt-admin-device-compliand-hybrid',
    },
    { title: 'Grant controls', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant' },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess, administrators },
  check(_tenant, { conditionalAccess, administrators }) {
    const { coverage, open } = coverAdministrators(conditionalAccess, administrators, 'blocked', {
      only: { device: ({ isCompliant, isHybridJoined }) => !isCompliant && !isHybridJoined },
    })
    if (open !== undefined) return unknown(`Whether administrators need a managed device: ${open}`)
    if (coverage.status === 'covered') return pass()
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} administrators sign in to ${whereUncovered(coverage)} from a device that is not managed: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Administrators'),
    )
  },
})
