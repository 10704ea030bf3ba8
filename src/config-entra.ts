import { z } from 'zod'

const httpsUrl = z.url({ protocol: /^https$/, error: 'must be an https:// address' })
const word = z.string().min(1)

/** Ways to sign in to a tenant, by `method`. */
export const entraSignIns = {
  secret: z.strictObject({ method: z.literal('secret'), clientId: word, secretEnv: word }),
  certificate: z.strictObject({ method: z.literal('certificate'), clientId: word, certificate: word.optional(), certificateEnv: word.optional() }),
  workload: z.strictObject({ method: z.literal('workload'), clientId: word.optional(), tokenFile: word.optional() }),
  managed: z.strictObject({ method: z.literal('managed'), clientId: word.optional() }),
  cli: z.strictObject({ method: z.literal('cli') }),
  default: z.strictObject({ method: z.literal('default') }),
} as const

const auth = z.discriminatedUnion(
  'method',
  [
    entraSignIns.secret,
    entraSignIns.certificate.refine(
      ({ certificate, certificateEnv }) => (certificate === undefined) !== (certificateEnv === undefined),
      'give either `certificate`, the path of a PEM file, or `certificateEnv`, a variable that holds it',
    ),
    entraSignIns.workload,
    entraSignIns.managed,
    entraSignIns.cli,
    entraSignIns.default,
  ],
  { error: issue => (issue.code === 'invalid_union' ? `must be one of ${Object.keys(entraSignIns).join(', ')}` : undefined) },
)

/** Endpoints of Microsoft's clouds: https://learn.microsoft.com/graph/deployments, https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure */
const microsoftClouds = {
  public: {
    authorityHost: 'https://login.microsoftonline.com',
    graphEndpoint: 'https://graph.microsoft.com',
    resourceManagerEndpoint: 'https://management.azure.com',
  },
  'us-government': {
    authorityHost: 'https://login.microsoftonline.us',
    graphEndpoint: 'https://graph.microsoft.us',
    resourceManagerEndpoint: 'https://management.usgovcloudapi.net',
  },
  'us-government-dod': {
    authorityHost: 'https://login.microsoftonline.us',
    graphEndpoint: 'https://dod-graph.microsoft.us',
    resourceManagerEndpoint: 'https://management.usgovcloudapi.net',
  },
  china: {
    authorityHost: 'https://login.chinacloudapi.cn',
    graphEndpoint: 'https://microsoftgraph.chinacloudapi.cn',
    resourceManagerEndpoint: 'https://management.chinacloudapi.cn',
  },
} as const
const cloudNames = Object.keys(microsoftClouds) as (keyof typeof microsoftClouds)[]

const subscriptionIds = z.array(z.guid()).min(1)

/** What of Azure is scanned: every subscription that can be seen, only these, or all but these. */
export const azure = z.strictObject({
  subscriptions: z
    .union([z.literal('all'), z.strictObject({ include: subscriptionIds }), z.strictObject({ exclude: subscriptionIds })], {
      error: 'must be `all`, or `include` or `exclude` with a list of subscription ids',
    })
    .default('all'),
})

/** A tenant as it is written. */
export const entraTenant = z.strictObject({
  tenant: word,
  cloud: z.enum(cloudNames).default('public'),
  auth,
  authorityHost: httpsUrl.optional(),
  graphEndpoint: httpsUrl.optional(),
  resourceManagerEndpoint: httpsUrl.optional(),
  azure: azure.optional(),
})

/** A tenant of the config; endpoints that are given win over those of the cloud. */
export const entra = entraTenant.transform(({ cloud, authorityHost, graphEndpoint, resourceManagerEndpoint, ...kept }) => ({
  ...kept,
  authorityHost: authorityHost ?? microsoftClouds[cloud].authorityHost,
  graphEndpoint: graphEndpoint ?? microsoftClouds[cloud].graphEndpoint,
  resourceManagerEndpoint: resourceManagerEndpoint ?? microsoftClouds[cloud].resourceManagerEndpoint,
}))
