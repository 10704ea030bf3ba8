import { webApps } from '../../src/datasets/azure/web-apps.ts'
import { declaredWebApps } from '../../src/estate/azure/declared-web-apps.ts'
import { isSubscriptionUsable } from '../../src/estate/azure/subscription-use.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-app-service-authentication-off',
  title: 'App Service asks who calls before web apps answer, unless they are declared public',
  failureTitle: 'Web app answers without asking who calls',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'With App Service authentication on and required, nobody reaches the app without an identity, whatever its own code forgets. Off, the app may ask by itself, which cannot be seen from outside, or be meant for everybody: declare those as applications, by name, host name or resource id. Where a file in the app decides (platform.configFilePath), whether it is required is not known. A deployment slot answers under a host name of its own, with settings of its own: it is asked like an app, and declared by itself. Function apps are not judged: they have keys of their own.',
  remediation: [
    { text: 'In the web app, Authentication: add Microsoft as identity provider, with Require authentication and HTTP 302 or 401 for others.' },
    { text: 'For a slot: Deployment slots, choose it, then Authentication.' },
    { text: 'Declare it where it is public or asks by itself.' },
  ],
  verify: [{ text: 'It is on and required.', command: 'az webapp auth show --name APP --resource-group GROUP' }],
  frameworks: { 'mcsb@2': ['IM-1', 'IM-3'], 'nist-800-53@r5': ['AC-3', 'IA-2'] },
  equivalents: { prowler: ['app_ensure_auth_is_set_up'] },
  references: [
    {
      title: 'Configure authentication by using a configuration file',
      url: 'https://learn.microsoft.com/azure/app-service/configure-authentication-file-based',
    },
    {
      title: 'Authentication and authorization in Azure App Service',
      url: 'https://learn.microsoft.com/azure/app-service/overview-authentication-authorization',
    },
  ],
  subjects: webApps,
  needs: { declaredWebApps, isSubscriptionUsable },
  where: ({ isEnabled, isFunctionApp }, { isSubscriptionUsable }) => isSubscriptionUsable && isEnabled && !isFunctionApp,
  check({ id, name, hostName, hasAuthentication, configFile, requiresAuthentication, unauthenticatedAction, excludedPaths }, { declaredWebApps }) {
    if (declaredWebApps(id, name, hostName)) return pass()
    const facts = [evidence('Host name', hostName ?? 'not told', id), evidence('Authentication', hasAuthentication ? 'on' : 'off', id)]
    if (!hasAuthentication) return fail(`Web app ${name} answers without App Service asking who calls.`, facts)
    if (configFile !== null) return unknown(`Web app ${name} takes its authentication settings from ${configFile}, which is in the app and is not read.`)
    if (!requiresAuthentication || unauthenticatedAction === 'AllowAnonymous')
      return fail(`Web app ${name} has authentication on, and answers anybody without it.`, [
        ...facts,
        evidence('Requires authentication', requiresAuthentication, id),
        evidence('Unauthenticated requests', unauthenticatedAction ?? 'default', id),
      ])
    if (excludedPaths.some(path => /^\/?\*?$/.test(path)))
      return fail(`Web app ${name} requires authentication, and leaves out every path.`, [...facts, evidence('Paths that are left out', excludedPaths, id)])
    return pass()
  },
})
