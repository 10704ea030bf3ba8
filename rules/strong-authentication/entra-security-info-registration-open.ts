import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-security-info-registration-open',
  title: 'Security information is registered with MFA, from a trusted place or on a managed device',
  failureTitle: 'Security information can be registered with a password alone',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'Whoever knows the password of somebody who has not registered for MFA can register their own phone or key for them, and passes MFA from then on. Only a policy for the user action “Register security information” stands before it: policies for applications do not reach it. From outside trusted places, on a device that is not managed, it must ask for MFA (a Temporary Access Pass meets it) or block.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and the user action Register security information that requires multifactor authentication outside trusted locations; give new people a Temporary Access Pass.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Secure registration","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeUserActions":["urn:user:registersecurityinfo"]},"clientAppTypes":["all"],"locations":{"includeLocations":["All"],"excludeLocations":["AllTrusted"]}},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}\'',
    },
    { text: 'Enable Temporary Access Pass first, or new people have nothing to register with.' },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered.' }],
  frameworks: { 'cis-m365@7.0': ['5.2.2.10'], 'scuba-aad@1.8': ['MS.AAD.3.8'], 'mcsb@2': ['IM-6'] },
  equivalents: { prowler: ['entra_managed_device_required_for_mfa_registration'], scuba: ['MS.AAD.3.8v1'] },
  references: [
    {
      title: 'Protect security info registration',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-security-info-registration',
    },
    { title: 'User actions', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps#user-actions' },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess },
  check(_tenant, { conditionalAccess }) {
    const coverage = conditionalAccess.cover({
      who: 'members',
      applications: { action: 'urn:user:registersecurityinfo' },
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
      only: { place: 'untrusted', device: ({ isCompliant, isHybridJoined }) => !isCompliant && !isHybridJoined },
    })
    if (coverage.asked === 0) return unknown('No enabled member was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether registering security information needs MFA: ${whyUndecided(coverage)}`)
    return fail(
      `With a password alone, security information can be registered for ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled members: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled members'),
    )
  },
})
