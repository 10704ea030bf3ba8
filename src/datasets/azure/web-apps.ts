import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const row = z.object({
  ...rowFields,
  /** As Azure says it, e.g. `app,linux`. */
  kind: z.string(),
  hostName: z.string().nullable(),
  /** It is not turned off, and not stopped. */
  isEnabled: z.boolean(),
  /** What `functionapp` is asked for its functions' keys is another matter. */
  isFunctionApp: z.boolean(),
  /** Whether App Service itself asks who calls, before the app's own code does. */
  hasAuthentication: z.boolean(),
  /** The file in the app that decides instead of the settings below; null: none. https://learn.microsoft.com/azure/app-service/configure-authentication-file-based */
  configFile: z.string().nullable(),
  requiresAuthentication: z.boolean(),
  /** `RedirectToLoginPage`, `AllowAnonymous`, `Return401`, `Return403`; null: the default. */
  unauthenticatedAction: z.string().nullable(),
  /** Paths that are served to anybody. */
  excludedPaths: z.array(z.string()),
})
export type WebApp = z.infer<typeof row>
/** Web apps of App Service and their deployment slots, each of which answers under a host name of its own, and how they ask who calls. https://learn.microsoft.com/azure/app-service/overview-authentication-authorization */
export const webApps = defineDataset<WebApp>({
  name: 'azure-web-apps',
  per: 'azure-subscription',
  permissions: [
    'Microsoft.Web/sites/Read',
    'Microsoft.Web/sites/config/Read',
    'Microsoft.Web/sites/slots/Read',
    'Microsoft.Web/sites/slots/config/Read',
    'Microsoft.Authorization/permissions/read',
    'Microsoft.ResourceGraph/resources/read',
  ],
  readable: 'either',
  row,
})
