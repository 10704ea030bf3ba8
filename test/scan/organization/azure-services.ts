import type { AzureFixture } from '../../clouds/azure/azure-fixture.ts'
import { workspaceId } from '../../clouds/azure/logs.ts'
import { subscriptions } from './azure-subscriptions.ts'

type Services = Pick<AzureFixture, 'resources' | 'defenderPlans' | 'securityContacts' | 'logExports' | 'workspaces' | 'webApps'>

const domain = (subscription: string, name: string, properties: object): AzureFixture['resources'][number] => ({
  table: 'resources',
  type: 'Microsoft.AAD/domainServices',
  id: `/subscriptions/${subscription}/resourceGroups/identity/providers/Microsoft.AAD/domainServices/${name}`,
  subscriptionId: subscription,
  name,
  columns: { properties: { domainName: name, ...properties } },
})

const watch = { subscription: subscriptions.shop, group: 'security', name: 'watch' }
const central = { subscription: subscriptions.production, group: 'security', name: 'central' }
const categories = ['AuditLogs', 'SignInLogs', 'NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs', 'ManagedIdentitySignInLogs']

/** A managed domain as it is made, one plan of four, logs that stay a month, and a Sentinel that nobody feeds. */
export const faultyServices: Partial<Services> = {
  resources: [
    domain(subscriptions.shop, 'weak.contoso.example', {
      filteredSync: 'Disabled',
      domainSecuritySettings: {
        ...{ ntlmV1: 'Enabled', tlsV1: 'Enabled', kerberosRc4Encryption: 'Enabled', kerberosArmoring: 'Disabled' },
        ...{ ldapSigning: 'Disabled', channelBinding: 'Disabled', syncNtlmPasswords: 'Enabled' },
      },
      ldapsSettings: { ldaps: 'Enabled', externalAccess: 'Enabled' },
    }),
  ],
  defenderPlans: [{ subscription: subscriptions.shop, name: 'Arm' }],
  securityContacts: [{ subscription: subscriptions.shop, emails: 'soc@contoso.example', severity: 'High' }],
  logExports: [
    { subscription: subscriptions.shop, name: 'some', workspace: workspaceId(watch), logs: ['Administrative'] },
    { name: 'audit', workspace: workspaceId({ ...watch, name: 'archive' }), logs: ['AuditLogs'] },
  ],
  workspaces: [
    { ...watch, sentinel: [{ name: 'Odd sign-ins', kind: 'Scheduled', enabled: false, query: 'SigninLogs | take 1' }] },
    { ...watch, name: 'archive', retentionInDays: 30 },
  ],
  webApps: [
    { subscription: subscriptions.shop, group: 'web', name: 'orders' },
    { subscription: subscriptions.shop, group: 'web', name: 'orders', slot: 'staging' },
  ],
}

/** The same, as Microsoft recommends it. */
export const soundServices: Partial<Services> = {
  resources: [
    domain(subscriptions.production, 'strong.fabrikam.example', {
      filteredSync: 'Enabled',
      domainSecuritySettings: {
        ...{ ntlmV1: 'Disabled', tlsV1: 'Disabled', kerberosRc4Encryption: 'Disabled', kerberosArmoring: 'Enabled' },
        ...{ ldapSigning: 'Enabled', channelBinding: 'Enabled', syncNtlmPasswords: 'Disabled' },
      },
      ldapsSettings: { ldaps: 'Enabled', externalAccess: 'Disabled', certificateNotAfter: '2099-01-01T00:00:00Z' },
    }),
  ],
  defenderPlans: ['CloudPosture', 'Arm', 'VirtualMachines', 'KeyVaults'].map(name => ({ subscription: subscriptions.production, name })),
  securityContacts: [{ subscription: subscriptions.production, emails: 'soc@fabrikam.example', roles: ['Owner'], severity: 'High' }],
  logExports: [
    { subscription: subscriptions.production, name: 'all', workspace: workspaceId(central), logs: ['group:allLogs'] },
    { name: 'to-central', workspace: workspaceId(central), logs: categories },
  ],
  workspaces: [{ ...central, retentionInDays: 730, sentinel: [{ name: 'Odd sign-ins', kind: 'Scheduled', query: 'SigninLogs | take 1' }] }],
  webApps: [
    {
      ...{ subscription: subscriptions.production, group: 'web', name: 'orders' },
      authentication: { platform: { enabled: true }, globalValidation: { requireAuthentication: true, unauthenticatedClientAction: 'RedirectToLoginPage' } },
    },
  ],
}
