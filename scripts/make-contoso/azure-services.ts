import type { Scope } from '../../src/dataset.ts'
import { defenderPlans, securityContacts } from '../../src/datasets/azure/defender.ts'
import { domainServices } from '../../src/datasets/azure/domain-services.ts'
import { activityLogExports, entraLogExports, entraLogTables, sentinelDetections, sentinelWorkspaces } from '../../src/datasets/azure/logs.ts'
import { webApps } from '../../src/datasets/azure/web-apps.ts'
import { type Table, table } from './tables.ts'

type Key = 'connectivity' | 'shop' | 'trial'

const domain = 'contoso.example'
const workspaceIn = (subscription: string, name: string): string =>
  `/subscriptions/${subscription}/resourcegroups/security/providers/microsoft.operationalinsights/workspaces/${name}`

const sent = (name: string, workspace: string, categories: string[]) => ({
  id: name,
  name,
  workspace,
  hasStorageAccount: false,
  hasEventHub: false,
  hasPartner: false,
  categories,
})

/** Sentinel sees sign-ins and audit logs, kept for half a year, and looks at nothing that programs do. */
export const hierarchyServices = (at: Scope, connectivity: string): readonly Table[] => {
  const workspace = workspaceIn(connectivity, 'log-security')
  const kept = (name: string, totalRetentionDays: number) => ({ id: `${workspace}/${name}`, name, workspace, table: name, totalRetentionDays })
  const detection = (name: string, isEnabled: boolean, identityTables: string[], kind = 'Scheduled') => ({
    id: `${workspace}/alertrules/${name.toLowerCase().replaceAll(' ', '-')}`,
    name,
    workspace,
    kind,
    isEnabled,
    identityTables,
  })
  return [
    table(entraLogExports, at, [sent('to-sentinel', workspace, ['AuditLogs', 'SignInLogs', 'NonInteractiveUserSignInLogs'])]),
    table(entraLogTables, at, [kept('AuditLogs', 180), kept('SigninLogs', 180)]),
    table(sentinelWorkspaces, at, [{ id: workspace, name: 'log-security', subscription: connectivity }]),
    table(sentinelDetections, at, [
      detection('Sign-in from an anonymous address', true, ['SigninLogs']),
      detection('Bulk changes to privileged accounts', false, ['AuditLogs']),
      detection('Advanced multistage attack detection', true, [], 'Fusion'),
    ]),
  ]
}

/** What each subscription is watched by, and what in it asks who calls. */
export const subscriptionServices = (key: Key, at: Scope, connectivity: string): readonly Table[] => {
  const subscription = at.id.split('/')[1] ?? ''
  const plan = (name: string, isOn: boolean) => ({ id: name, name, tier: isOn ? 'Standard' : 'Free', subPlan: null, coverage: null })
  const on: Readonly<Record<Key, readonly string[]>> = {
    connectivity: ['CloudPosture', 'Arm', 'VirtualMachines', 'KeyVaults'],
    shop: ['CloudPosture', 'Arm'],
    trial: [],
  }
  const site = (name: string, more: { hasAuthentication: boolean; requiresAuthentication: boolean }) => ({
    id: `/subscriptions/${subscription}/resourcegroups/shop/providers/microsoft.web/sites/${name}`,
    name,
    kind: 'app,linux',
    hostName: `${name}.azurewebsites.net`,
    isEnabled: true,
    isFunctionApp: false,
    unauthenticatedAction: more.requiresAuthentication ? 'RedirectToLoginPage' : 'AllowAnonymous',
    excludedPaths: [],
    configFile: null,
    ...more,
  })
  return [
    table(
      defenderPlans,
      at,
      ['VirtualMachines', 'CloudPosture', 'Arm', 'KeyVaults', 'StorageAccounts'].map(name => plan(name, on[key].includes(name))),
    ),
    table(
      securityContacts,
      at,
      key === 'trial'
        ? []
        : [{ id: 'default', name: 'default', isEnabled: true, emails: [`soc@${domain}`], roles: key === 'connectivity' ? ['Owner'] : [], alertsFrom: 'High' }],
    ),
    table(
      activityLogExports,
      at,
      key === 'trial' ? [] : [sent('activity-log', workspaceIn(connectivity, 'log-security'), key === 'connectivity' ? ['*'] : ['Administrative', 'Alert'])],
    ),
    table(
      webApps,
      at,
      key === 'shop'
        ? [
            site('contoso-shop-backoffice', { hasAuthentication: true, requiresAuthentication: true }),
            site('contoso-shop-returns', { hasAuthentication: false, requiresAuthentication: false }),
          ]
        : [],
    ),
    table(
      domainServices,
      at,
      key === 'connectivity'
        ? [
            {
              id: `/subscriptions/${subscription}/resourcegroups/identity/providers/microsoft.aad/domainservices/aadds.${domain}`,
              name: `aadds.${domain}`,
              domainName: `aadds.${domain}`,
              ntlmV1: true,
              oldTls: false,
              kerberosRc4: true,
              kerberosArmoring: true,
              ldapSigning: true,
              channelBinding: false,
              syncsNtlmHashes: true,
              syncsOnPremisesHashes: true,
              secureLdap: false,
              secureLdapFromInternet: false,
              certificateEndAt: null,
              isScoped: true,
            },
          ]
        : [],
    ),
  ]
}
