import { directorySynchronizations } from '../../src/datasets/entra/domains.ts'
import { settingsByTemplate } from '../../src/estate/entra/directory-settings.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-on-premises-password-protection-off',
  title: 'Domain controllers refuse banned passwords too',
  failureTitle: 'Banned passwords are accepted on-premises',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'People whose accounts are synchronized change their password on-premises, where the cloud’s list of banned passwords does not reach: “Summer2026!” becomes a password of the cloud. With agents on the domain controllers the list holds there as well, but only in the mode Enforced; as it is delivered, the mode is Audit, which refuses nothing. Whether the agents are installed cannot be read.',
  remediation: [
    { text: 'Install the proxy service and the agents on all domain controllers, and see in Audit mode what would be refused.' },
    { text: 'Entra admin center, Authentication methods, Password protection: enable on Windows Server Active Directory, mode Enforced.' },
  ],
  verify: [
    {
      text: 'EnableBannedPasswordCheckOnPremises is true and BannedPasswordCheckOnPremisesMode is Enforced. Where Password Rule Settings is not listed, the mode is Audit.',
      command:
        "Connect-MgGraph -Scopes GroupSettings.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groupSettings' -OutputType PSObject).value | Where-Object displayName -eq 'Password Rule Settings' | Select-Object -ExpandProperty values",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.2.3.3'], 'nist-800-53@r5': ['IA-5(1)'] },
  equivalents: {
    prowler: ['entra_password_protection_on_premises_enforced'],
    maester: ['EIDSCA.PR01', 'EIDSCA.PR02'],
    zta: ['21847'],
  },
  references: [
    {
      title: 'Enable on-premises password protection',
      url: 'https://learn.microsoft.com/entra/identity/authentication/howto-password-ban-bad-on-premises-operations',
    },
    {
      title: 'Password protection for Active Directory, and its licences',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad-on-premises',
    },
  ],
  withoutLicence: {
    plans: premiumPlans,
    verdict: 'not-applicable',
    message: 'Password protection on-premises needs Microsoft Entra ID P1.',
  },
  subjects: entraTenants,
  needs: { directorySynchronizations, settingsByTemplate },
  where: (_tenant, { directorySynchronizations }) => [...directorySynchronizations].some(({ isEnabled }) => isEnabled === true),
  check(_tenant, { settingsByTemplate: { passwords } }) {
    const isOn = passwords.isOn('EnableBannedPasswordCheckOnPremises', true)
    const mode = passwords.value('BannedPasswordCheckOnPremisesMode') ?? 'Audit'
    if (isOn && /^enforced?$/i.test(mode)) return pass()
    return fail(
      isOn ? 'Domain controllers only note banned passwords, and accept them.' : 'Domain controllers do not check passwords against the banned ones.',
      [evidence('Check on-premises', isOn), evidence('Mode', passwords.isChanged ? mode : `${mode}, never changed`)],
    )
  },
})
