import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { type AwsApplication, awsApplications } from '../../datasets/entra/applications.ts'
import { type ProvisioningMapping, provisioningJobs, provisioningMappings } from '../../datasets/entra/provisioning.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { isObject } from './answer.ts'
import { isJobId } from './guard.ts'
import { badRow } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const job = z.object({
  id: z.string(),
  templateId: z.string().nullish(),
  status: z.object({
    code: z.string(),
    quarantine: z.object({ reason: z.string().nullish() }).nullish(),
    lastSuccessfulExecution: z.object({ timeEnded: z.string().nullable() }).nullable(),
  }),
})

const attribute = z.object({
  targetAttributeName: z.string().nullable(),
  matchingPriority: z.number().int(),
  source: z.object({ expression: z.string().nullable(), name: z.string().nullish(), type: z.string().nullish() }).nullable(),
})
type Attribute = z.infer<typeof attribute>

const schema = z.object({
  synchronizationRules: z.array(
    z.object({
      objectMappings: z.array(
        z.object({ name: z.string().nullish(), enabled: z.boolean(), sourceObjectName: z.string(), attributeMappings: z.array(attribute) }),
      ),
    }),
  ),
})

/** The attributes an expression names: `[userPrincipalName]`. A constant names none. https://learn.microsoft.com/entra/identity/app-provisioning/functions-for-customizing-application-data */
const sourcesOf = ({ source }: Attribute): string[] => {
  const named = [...(source?.expression ?? '').matchAll(/\[([\w.-]+)\]/g)].flatMap(([, name]) => name ?? [])
  if (named.length > 0) return [...new Set(named)]
  return source?.type?.toLowerCase() === 'attribute' && typeof source.name === 'string' ? [source.name] : []
}

/** What has a priority finds; the lowest is tried first, and 0 does not find: https://learn.microsoft.com/graph/api/resources/synchronization-attributemapping */
const matchingOf = (attributes: readonly Attribute[]): ProvisioningMapping['matching'] =>
  attributes
    .filter(({ matchingPriority }) => matchingPriority > 0)
    .toSorted((a, b) => a.matchingPriority - b.matchingPriority)
    .map(each => ({ target: each.targetAttributeName ?? '', sources: sourcesOf(each) }))

async function* mappings(session: EntraSession, at: Scope, app: AwsApplication, jobId: string): AsyncGenerator<Collected, void, undefined> {
  if (!isJobId(jobId)) throw new CollectError('invalid', 'not the id of a job')
  const parsed = schema.safeParse(await session.get({ path: `/servicePrincipals/${app.id}/synchronization/jobs/${jobId}/schema` }))
  if (!parsed.success) {
    yield badRow(provisioningMappings, jobId, parsed.error)
    return
  }
  for (const { objectMappings } of parsed.data.synchronizationRules)
    for (const { name, enabled, sourceObjectName, attributeMappings } of objectMappings) {
      const matching = matchingOf(attributeMappings)
      if (!enabled || matching.length === 0) continue
      yield row(provisioningMappings, {
        id: `${jobId}/${sourceObjectName}`,
        scope: at.id,
        name: name ?? sourceObjectName,
        partOf: jobId,
        applicationName: app.name,
        sourceObject: sourceObjectName,
        matching,
      })
    }
}

const partly = (
  datasets: readonly (typeof provisioningJobs | typeof provisioningMappings)[],
  { reason, message, permission }: CollectError,
  part: string,
): Collected[] => datasets.map(dataset => gap(dataset, reason, message, { part, ...(permission === undefined ? {} : { permission }) }))

async function* jobsOf(session: EntraSession, at: Scope, app: AwsApplication): AsyncGenerator<Collected, void, undefined> {
  for await (const item of session.list({ path: `/servicePrincipals/${app.id}/synchronization/jobs` })) {
    const parsed = job.safeParse(item)
    if (!parsed.success) {
      const which = isObject(item) && typeof item.id === 'string' ? item.id : app.id
      for (const dataset of [provisioningJobs, provisioningMappings]) yield badRow(dataset, which, parsed.error)
      continue
    }
    const { id, templateId, status } = parsed.data
    yield row(provisioningJobs, {
      id,
      scope: at.id,
      name: `${app.name}: ${templateId ?? id}`,
      partOf: app.id,
      status: status.code,
      quarantineReason: status.quarantine?.reason ?? null,
      lastSuccessAt: status.lastSuccessfulExecution?.timeEnded ?? null,
    })
    try {
      yield* mappings(session, at, app, id)
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      yield* partly([provisioningMappings], error, id)
    }
  }
}

/** Of the AWS applications alone, which are few. */
export const provisioning = defineCollector<EntraSession>({
  name: 'entra-provisioning',
  gives: [provisioningJobs, provisioningMappings],
  after: [awsApplications],
  async *collect(session, at, sofar) {
    const both = [provisioningJobs, provisioningMappings]
    for (const app of sofar.rows(awsApplications)) {
      try {
        yield* jobsOf(session, at, app)
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        yield* partly(both, error, app.id)
      }
    }
    if (!sofar.isComplete(awsApplications))
      for (const dataset of both)
        yield gap(dataset, 'not-collected', `which applications federate to AWS is not known whole: ${awsApplications.name} is not complete`)
  },
})
