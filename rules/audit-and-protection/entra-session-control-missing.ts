import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { cloudAppSecurityPlans } from '../../src/estate/entra/session-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-session-control-missing',
  title: 'Browser sessions on unmanaged devices go through Conditional Access App Control',
  failureTitle: 'Browser sessions on unmanaged devices are not controlled',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'audit-and-protection',
  rationale:
    'Whoever signs in on a device that nobody manages takes data with them and leaves a session behind. Conditional Access App Control passes such sessions through Microsoft Defender for Cloud Apps, which sees them, and can keep downloads in and end the session. Blocking unmanaged devices is as good, and so is asking for a managed one. Asked about are all members, every application and the browser.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users, the applications with data, and the browser, with a filter that leaves managed devices out, and the session control Use Conditional Access App Control; start with Monitor only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"App control on unmanaged devices","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["browser"],"devices":{"deviceFilter":{"mode":"exclude","rule":"device.isCompliant -eq True -or device.trustType -eq \\"ServerAD\\""}}},"sessionControls":{"cloudAppSecurity":{"isEnabled":true,"cloudAppSecurityType":"monitorOnly"}}}\'',
    },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered.' }],
  frameworks: { 'mcsb@2': ['IM-7'], 'nist-800-53@r5': ['AC-19', 'AC-20'] },
  equivalents: {},
  references: [
    { title: 'Conditional Access App Control', url: 'https://learn.microsoft.com/defender-cloud-apps/proxy-intro-aad' },
    {
      title: 'Session controls',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-session#conditional-access-application-control',
    },
  ],
  withoutLicence: {
    plans: cloudAppSecurityPlans,
    verdict: 'not-applicable',
    message: 'Conditional Access App Control is a part of Microsoft Defender for Cloud Apps, of which the tenant has no licence.',
  },
  subjects: entraTenants,
  needs: { conditionalAccess },
  check(_tenant, { conditionalAccess }) {
    const coverage = conditionalAccess.cover({
      who: 'members',
      applications: 'any',
      clients: ['browser'],
      only: { device: ({ isCompliant, isHybridJoined }) => !isCompliant && !isHybridJoined },
      suffices: assurance => assurance === 'blocked',
      orSession: ({ cloudAppSecurity }) => cloudAppSecurity !== null,
    })
    if (coverage.asked === 0) return unknown('No enabled member was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether sessions on unmanaged devices are controlled: ${whyUndecided(coverage)}`)
    return fail(
      `${coverage.uncoveredUsers.length} of ${coverage.asked} enabled members sign in on unmanaged devices without Conditional Access App Control: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled members'),
    )
  },
})
