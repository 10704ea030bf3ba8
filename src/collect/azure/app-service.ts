import pLimit from 'p-limit'
import { z } from 'zod'
import { nativeId } from '../../dataset.ts'
import { webApps } from '../../datasets/azure/web-apps.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { badRow } from '../entra/read-rows.ts'
import { caught } from './caught.ts'
import { gapOf } from './gaps.ts'
import type { AzureSession } from './session.ts'

const site = z.object({
  id: z.string().min(1),
  name: z.string(),
  kind: z.string().nullish(),
  properties: z.object({ enabled: z.boolean().nullish(), state: z.string().nullish(), defaultHostName: z.string().nullish() }),
})

const settings = z.object({
  properties: z.object({
    platform: z.object({ enabled: z.boolean().nullish(), configFilePath: z.string().nullish() }).nullish(),
    globalValidation: z
      .object({ requireAuthentication: z.boolean().nullish(), unauthenticatedClientAction: z.string().nullish(), excludedPaths: z.array(z.string()).nullish() })
      .nullish(),
  }),
})

/** Requests at once: the pace keeps them apart, this bounds the memory. */
const atOnce = 8

const readOne = async (session: AzureSession, scope: string, item: unknown, index: number): Promise<Collected> => {
  const parsed = site.safeParse(item)
  if (!parsed.success) return badRow(webApps, `number ${index + 1}`, parsed.error)
  const { id, name, kind, properties } = parsed.data
  try {
    const answered = settings.safeParse(await session.get({ path: `${id}/config/authsettingsV2` }))
    if (!answered.success) return gap(webApps, 'invalid', 'the authentication settings are not as documented', { part: id })
    const { platform, globalValidation } = answered.data.properties
    return row(webApps, {
      id: id.toLowerCase(),
      scope,
      name,
      kind: kind ?? 'app',
      hostName: properties.defaultHostName ?? null,
      isEnabled: (properties.enabled ?? true) && properties.state?.toLowerCase() !== 'stopped',
      isFunctionApp: /functionapp/i.test(kind ?? ''),
      hasAuthentication: platform?.enabled ?? false,
      // Empty text names no file.
      configFile: platform?.configFilePath || null,
      requiresAuthentication: globalValidation?.requireAuthentication ?? false,
      unauthenticatedAction: globalValidation?.unauthenticatedClientAction ?? null,
      excludedPaths: globalValidation?.excludedPaths ?? [],
    })
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    return gapOf(webApps, error, id)
  }
}

const queryOf = (type: string): string => `resources | where type =~ '${type}' | project id, name, kind, subscriptionId, properties | order by id asc`
const apps = { query: queryOf('microsoft.web/sites'), actions: ['Microsoft.Web/sites/Read'] }
const slots = { query: queryOf('microsoft.web/sites/slots'), actions: ['Microsoft.Web/sites/slots/Read'] }

/** Two queries for the apps of all subscriptions and their slots, and one request for each: Resource Graph does not have how they ask who calls. */
export const sites = defineCollector<AzureSession>({
  name: 'azure-web-apps',
  gives: [webApps],
  async *collect(session, at) {
    const items = await session.resourcesOf(nativeId(at.id), apps)
    const others = await caught(session.resourcesOf(nativeId(at.id), slots))
    if (others instanceof CollectError) yield gapOf(webApps, others, 'slots')
    const limit = pLimit(atOnce)
    yield* await Promise.all(
      [...items, ...(others instanceof CollectError ? [] : others)].map((item, index) => limit(() => readOne(session, at.id, item, index))),
    )
  },
})
