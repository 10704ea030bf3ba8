import type { WebAppFixture } from './azure-fixture.ts'
import type { ArmResource, GraphTable } from './resource.ts'

const idOf = ({ subscription, group, name }: WebAppFixture): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Web/sites/${name}`

/** What an app has that nobody set up: https://learn.microsoft.com/rest/api/appservice/web-apps/get-auth-settings-v2-without-secrets */
const off = {
  platform: { enabled: false, runtimeVersion: '~1' },
  globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' },
}

/** Web apps, as Resource Graph shows them. */
export const webAppTable: GraphTable = {
  table: 'resources',
  rows: azure =>
    azure.webApps.map(one => ({
      id: idOf(one),
      type: 'microsoft.web/sites',
      kind: one.kind ?? 'app,linux',
      subscriptionId: one.subscription,
      name: one.name,
      properties: { enabled: one.enabled ?? true, defaultHostName: `${one.name}.azurewebsites.net`, state: one.state ?? 'Running' },
      action: 'Microsoft.Web/sites/Read',
    })),
}

/** How each app asks who calls. */
export const appService: readonly ArmResource[] = [
  {
    path: '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Web/sites/{name}/config/authsettingsV2',
    apiVersion: '2023-12-01',
    action: 'Microsoft.Web/sites/config/Read',
    find: ({ azure, id }) => {
      const found = azure.webApps.find(one => one.subscription === id('subscription') && one.group === id('group') && one.name === id('name'))
      if (found === undefined) return { kind: 'missing', code: 'ResourceNotFound' }
      return { kind: 'one', body: { id: `${idOf(found)}/config/authsettingsV2`, name: 'authsettingsV2', properties: found.authentication ?? off } }
    },
  },
]
