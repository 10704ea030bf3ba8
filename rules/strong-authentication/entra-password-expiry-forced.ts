import { entraDomains } from '../../src/datasets/entra/domains.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** The number that stands for ever: https://learn.microsoft.com/graph/api/resources/domain */
const forEver = 2_147_483_647

export default defineRule({
  id: 'entra-password-expiry-forced',
  title: 'Passwords do not expire by the calendar',
  failureTitle: 'Passwords expire by the calendar',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'Who must think of a new password every few months takes the old one with the next number. Microsoft, NIST and others advise to change a password when there is reason to, not when time has passed. Asked are managed root domains: a subdomain has its root’s setting, and a federated domain’s passwords are its provider’s. Where nothing is set, Microsoft’s pages give ninety days for older tenants and no end for newer ones: that is left open.',
  remediation: [
    {
      text: 'Set passwords to never expire, once MFA is required of everybody.',
      command:
        "Connect-MgGraph -Scopes Domain.ReadWrite.All; $domain = Read-Host 'Domain'; Update-MgDomain -DomainId $domain -PasswordValidityPeriodInDays 2147483647",
    },
  ],
  verify: [
    {
      text: 'passwordValidityPeriodInDays is 2147483647.',
      command: 'Connect-MgGraph -Scopes Domain.Read.All; Get-MgDomain | Select-Object Id, AuthenticationType, PasswordValidityPeriodInDays',
    },
  ],
  frameworks: { 'cis-m365@7.0': ['1.3.1'], 'scuba-aad@1.8': ['MS.AAD.6.1'], 'nist-800-53@r5': ['IA-5(1)'] },
  equivalents: {
    prowler: ['admincenter_settings_password_never_expire'],
    scuba: ['MS.AAD.6.1v1'],
    maester: ['CISA.MS.AAD.6.1', 'CIS.M365.1.3.1'],
    zta: ['21811'],
  },
  references: [
    { title: 'Password policy recommendations', url: 'https://learn.microsoft.com/microsoft-365/admin/misc/password-policy-recommendations' },
    { title: 'Password policies', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy' },
  ],
  subjects: entraDomains,
  needs: {},
  where: ({ authenticationType, isVerified, isRoot }) => authenticationType === 'Managed' && isVerified && isRoot,
  check({ id, name, passwordValidityPeriodInDays: days }) {
    if (days === forEver) return pass()
    if (days === null) return unknown(`How long passwords of ${name} are valid is not set; what holds then depends on the age of the tenant.`)
    return fail(`Passwords of ${name} must be changed every ${days} days.`, [evidence('Password valid for days', days, id)])
  },
})
