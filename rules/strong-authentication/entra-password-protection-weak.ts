import { z } from 'zod'
import { directorySynchronizations } from '../../src/datasets/entra/domains.ts'
import { settingsByTemplate } from '../../src/estate/entra/directory-settings.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-password-protection-weak',
  title: 'The organization’s own words are no passwords, and guessing is locked out',
  failureTitle: 'Password protection is weak',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Password spraying tries what people choose: the company, the town, the product, with a year behind it. Microsoft’s list of banned passwords does not know those words; the tenant’s own list does. Lockout ends the guessing of one account, at most ten attempts, for a minute or longer. Where the directory is synchronized, domain controllers must refuse the same words. What was never changed is at Microsoft’s defaults: an empty list, ten attempts, sixty seconds, and on-premises only an audit.',
  remediation: [
    { text: 'Entra admin center, Authentication methods, Password protection: enforce a custom list, and write the words of the organization into it.' },
    { text: 'Leave the threshold at ten attempts or fewer, and the duration at sixty seconds or more.' },
    { text: 'Where the directory is synchronized, install the agents on the domain controllers, and set the mode to Enforced.' },
  ],
  verify: [
    {
      text: 'EnableBannedPasswordCheck is true and BannedPasswordList has entries; LockoutThreshold is at most 10, LockoutDurationInSeconds at least 60.',
      command:
        "Connect-MgGraph -Scopes GroupSettings.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groupSettings' -OutputType PSObject).value | Where-Object displayName -eq 'Password Rule Settings' | Select-Object -ExpandProperty values",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.2.3.2', '5.2.3.8', '5.2.3.9'],
    'cis-azure@5.0': ['5.6', '5.7', '5.8'],
    'nist-800-53@r5': ['AC-7', 'IA-5(1)'],
  },
  equivalents: {
    prowler: [
      'entra_password_protection_custom_banned_list_enforced',
      'entra_password_protection_lockout_duration_configured',
      'entra_password_protection_lockout_threshold_limited',
    ],
    maester: ['EIDSCA.PR03', 'EIDSCA.PR05', 'EIDSCA.PR06'],
    zta: ['21848', '21849', '21850'],
  },
  references: [
    { title: 'Eliminate bad passwords', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad' },
    { title: 'Smart lockout', url: 'https://learn.microsoft.com/entra/identity/authentication/howto-password-smart-lockout' },
  ],
  parameters: z.object({
    /** Attempts after which an account is locked, at most. */
    attempts: z.number().int().positive().default(10),
    /** Seconds that it stays locked the first time, at least. */
    seconds: z.number().int().positive().default(60),
  }),
  withoutLicence: {
    plans: premiumPlans,
    verdict: 'not-applicable',
    message:
      'A list of banned passwords and lockout of the tenant’s own need Microsoft Entra ID P1; Microsoft’s list, and lockout after ten attempts, hold without it.',
  },
  supersedes: ['entra-on-premises-password-protection-off'],
  subjects: entraTenants,
  needs: { settingsByTemplate, directorySynchronizations },
  check(_tenant, { settingsByTemplate: { passwords }, directorySynchronizations }, { parameters: { attempts, seconds } }) {
    const isChecked = passwords.isOn('EnableBannedPasswordCheck', true)
    const banned = passwords.number('BannedPasswordCount', 0)
    const threshold = passwords.number('LockoutThreshold', 10)
    const duration = passwords.number('LockoutDurationInSeconds', 60)
    const isSynced = [...directorySynchronizations].some(({ isEnabled }) => isEnabled === true)
    const isEnforced =
      passwords.isOn('EnableBannedPasswordCheckOnPremises', true) && /^enforced?$/i.test(passwords.value('BannedPasswordCheckOnPremisesMode') ?? 'Audit')
    const faults = [
      ...(isChecked && banned > 0 ? [] : ['no words of the organization’s own are banned']),
      ...(threshold > attempts ? [`accounts are locked only after ${threshold} attempts`] : []),
      ...(duration < seconds ? [`accounts are locked for only ${duration} seconds`] : []),
      ...(isSynced && !isEnforced ? ['domain controllers accept banned passwords'] : []),
    ]
    if (faults.length === 0) return pass()
    return fail(`Passwords are weakly protected: ${faults.join('; ')}.`, [
      evidence('Own banned passwords', isChecked ? banned : 'not checked'),
      evidence('Lockout after attempts', threshold),
      evidence('Lockout in seconds', duration),
      ...(isSynced ? [evidence('Enforced on-premises', isEnforced)] : []),
      ...(passwords.isChanged ? [] : [evidence('Settings', 'never changed')]),
    ])
  },
})
