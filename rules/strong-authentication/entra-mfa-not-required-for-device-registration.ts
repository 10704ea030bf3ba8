import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { deviceRegistrationPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-mfa-not-required-for-device-registration',
  title: 'Devices are registered and joined with MFA',
  failureTitle: 'Devices can be registered without MFA',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'A device that is registered becomes a proof of its own: it holds tokens that last, and may come to be managed. With a stolen password alone an attacker registers theirs. Either the device setting asks everybody for MFA, or a Conditional Access policy for the user action does, by MFA or a strength. While the setting is on Microsoft does not enforce such policies, so that one which asks for more is idle: the setting should then be off.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and the user action Register or join devices that requires multifactor authentication.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"MFA to register devices","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeUserActions":["urn:user:registerdevice"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}\'',
    },
    { text: 'When it is enabled, turn the device setting “Require multifactor authentication to register or join devices” off.' },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered, and setting and policy do not stand beside each other.' }],
  frameworks: { 'mcsb@2': ['IM-6'] },
  equivalents: { prowler: ['entra_conditional_access_policy_device_registration_mfa_required'], maester: ['MT.1061'], zta: ['21872'] },
  references: [
    { title: 'Require MFA for device registration', url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-registration' },
    { title: 'User actions', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps#user-actions' },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess, deviceRegistrationPolicies },
  check(_tenant, { conditionalAccess, deviceRegistrationPolicies }) {
    const [policy] = deviceRegistrationPolicies
    if (policy === undefined) return unknown('The device registration policy was not found.')
    const named = conditionalAccess.actionPolicies('urn:user:registerdevice')
    const setting = evidence('Device setting asks for MFA', policy.isMfaRequired, policy.id)
    if (policy.isMfaRequired) {
      if (named.length === 0) return pass()
      const idle = evidence(
        'Policies that are not enforced',
        named.map(({ name }) => name),
      )
      return fail(
        'The device setting asks for MFA, and while it does the Conditional Access policies for registering devices are not enforced.',
        [setting, idle],
        'low',
      )
    }
    const coverage = conditionalAccess.cover({
      who: 'members',
      applications: { action: 'urn:user:registerdevice' },
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
    })
    if (coverage.asked === 0) return unknown('No enabled member was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether registering a device needs MFA: ${whyUndecided(coverage)}`)
    return fail(
      `${coverage.uncoveredUsers.length} of ${coverage.asked} enabled members can register devices without MFA: ${whyUncovered(coverage.witnesses)}.`,
      [...coverageEvidence(coverage, 'Enabled members'), setting],
    )
  },
})
