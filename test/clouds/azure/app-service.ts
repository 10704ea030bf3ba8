import type { WebAppFixture } from './azure-fixture.ts'
import type { ArmResource, GraphTable } from './resource.ts'

const idOf = ({ subscription, group, name, slot }: WebAppFixture): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Web/sites/${name}${slot === undefined ? '' : `/slots/${slot}`}`

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
      type: one.slot === undefined ? 'microsoft.web/sites' : 'microsoft.web/sites/slots',
      kind: one.kind ?? 'app,linux',
      subscriptionId: one.subscription,
      name: one.slot === undefined ? one.name : `${one.name}/${one.slot}`,
      properties: {
        enabled: one.enabled ?? true,
        defaultHostName: `${one.name}${one.slot === undefined ? '' : `-${one.slot}`}.azurewebsites.net`,
        state: one.state ?? 'Running',
      },
      action: one.slot === undefined ? 'Microsoft.Web/sites/Read' : 'Microsoft.Web/sites/slots/Read',
    })),
}

const settingsAt = (path: string, action: string): ArmResource => ({
  path: `/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Web/sites/${path}/config/authsettingsV2`,
  apiVersion: '2023-12-01',
  action,
  find: ({ azure, id }) => {
    const found = azure.webApps.find(
      one => one.subscription === id('subscription') && one.group === id('group') && one.name === id('name') && (one.slot ?? '') === id('slot'),
    )
    if (found === undefined) return { kind: 'missing', code: 'ResourceNotFound' }
    return { kind: 'one', body: { id: `${idOf(found)}/config/authsettingsV2`, name: 'authsettingsV2', properties: found.authentication ?? off } }
  },
})

/** How each app, and each slot, asks who calls. */
export const appService: readonly ArmResource[] = [
  settingsAt('{name}', 'Microsoft.Web/sites/config/Read'),
  settingsAt('{name}/slots/{slot}', 'Microsoft.Web/sites/slots/config/Read'),
]
