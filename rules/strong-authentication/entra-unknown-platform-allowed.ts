import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-unknown-platform-allowed',
  title: 'Devices of unknown platforms are blocked or need MFA',
  failureTitle: 'Unknown device platforms allowed without MFA',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Conditional Access takes the platform from what the client says of itself. A policy that lists Windows, macOS, iOS and Android leaves out whatever claims to be something else, which anyone can. So each sign-in from a platform that Microsoft does not recognize must be blocked or need MFA, by a policy for any platform or one that excludes those in use.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and all resources that includes any platform, excludes those in use and blocks; or take the platforms out of the policy that asks for MFA.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Block unknown platforms","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"],"platforms":{"includePlatforms":["all"],"excludePlatforms":["android","iOS","windows","macOS","linux"]}},"grantControls":{"operator":"OR","builtInControls":["block"]}}\'',
    },
    { text: 'Watch it in report-only mode, then set its state to enabled.' },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered.' }],
  frameworks: { 'mcsb@2': ['IM-7'] },
  equivalents: { prowler: ['entra_conditional_access_policy_block_unknown_device_platforms'] },
  references: [
    {
      title: 'Block access for unknown or unsupported device platforms',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-unknown-unsupported',
    },
    {
      title: 'Device platforms as a condition',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#device-platforms',
    },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess },
  check(_tenant, { conditionalAccess }) {
    const coverage = conditionalAccess.cover({
      who: 'members',
      applications: 'any',
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
      only: { platform: ['other'] },
    })
    if (coverage.asked === 0) return unknown('No enabled member was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether unknown platforms are blocked or need MFA: ${whyUndecided(coverage)}`)
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled members sign in without MFA from a platform that Microsoft does not recognize: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled members'),
    )
  },
})
