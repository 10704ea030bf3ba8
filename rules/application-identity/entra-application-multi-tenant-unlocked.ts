import { entraApplications } from '../../src/datasets/entra/app-registrations.ts'
import { isMultiTenant } from '../../src/estate/entra/sign-in-audience.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-multi-tenant-unlocked',
  title: 'Tenants that use a multi-tenant application cannot add credentials to it',
  failureTitle: 'Multi-tenant application without property lock',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'Every tenant that uses a multi-tenant application has a service principal of it. Unless its properties are locked, who administers that tenant can add a secret or certificate there, by which tokens are had in the name of the application. The lock must cover all that counts: credentials that verify, credentials that sign, and the key by which tokens are encrypted. New applications have it.',
  remediation: [
    { text: 'App registrations > the application > Authentication > App instance property lock: enable it for all properties.' },
    {
      text: 'Or by Microsoft Graph.',
      command:
        "Connect-MgGraph -Scopes Application.ReadWrite.All; Invoke-MgGraphRequest -Method PATCH -Uri ('https://graph.microsoft.com/v1.0/applications/' + (Read-Host 'Object id')) -Body @{ servicePrincipalLockConfiguration = @{ isEnabled = $true; allProperties = $true } }",
    },
  ],
  verify: [{ text: 'isEnabled and allProperties are true.', command: 'az ad app show --id APPLICATION_ID --query servicePrincipalLockConfiguration' }],
  frameworks: { 'mcsb@2': ['IM-3'], 'nist-800-53@r5': ['AC-3', 'CM-5'] },
  equivalents: { zta: ['21777'], entrafalcon: ['APP-002'] },
  references: [
    { title: 'App instance property lock', url: 'https://learn.microsoft.com/entra/identity-platform/howto-configure-app-instance-property-locks' },
    { title: 'servicePrincipalLockConfiguration', url: 'https://learn.microsoft.com/graph/api/resources/serviceprincipallockconfiguration' },
  ],
  subjects: entraApplications,
  needs: {},
  where: ({ signInAudience }) => isMultiTenant(signInAudience),
  check(application) {
    const { propertyLock: lock, name, appId, id, signInAudience } = application
    const open =
      lock === null || !lock.isEnabled
        ? ['all credentials']
        : lock.allProperties
          ? []
          : [
              ...(lock.credentialsThatVerify ? [] : ['credentials that verify']),
              ...(lock.credentialsThatSign ? [] : ['credentials that sign']),
              ...(lock.tokenEncryptionKey ? [] : ['the key for encrypted tokens']),
            ]
    if (open.length === 0) return pass()
    return fail(`Tenants that use ${name} can change ${open.join(' and ')} of it.`, [
      evidence('Not locked', open, id),
      evidence('Who may sign in', signInAudience ?? 'not told'),
      evidence('Application id', appId),
    ])
  },
})
