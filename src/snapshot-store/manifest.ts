import { z } from 'zod'
import type { Manifest } from '../snapshot.ts'
import { datasetName, scopeId } from './file-names.ts'

/** A folder that is not a snapshot this version can read. The message is one line for people. */
export class SnapshotError extends Error {
  readonly path: string
  constructor(path: string, because: string, cause?: unknown) {
    super(`${path} ${because}`.replaceAll(/\p{Cc}/gu, '?'), { cause })
    this.name = 'SnapshotError'
    this.path = path
  }
}

const cloud = z.enum(['aws', 'entra', 'azure'])
const kind = z.enum(['aws-organization', 'aws-account', 'entra-tenant', 'azure-hierarchy', 'azure-subscription', 'operator'])
const scope = z.object({ id: z.string().regex(scopeId), kind, name: z.string(), parent: z.string().optional() })
const table = z.object({
  dataset: z.string().regex(datasetName),
  scope: z.string(),
  rows: z.int().min(0),
  complete: z.boolean(),
  schema: z.string().optional(),
})
const count = z.int().min(0)
const reason = z.enum(['denied', 'not-licensed', 'throttled', 'invalid', 'failed', 'not-collected', 'out-of-reach'])
const gap = z.object({
  dataset: z.string(),
  scope: z.string(),
  part: z.string().optional(),
  reason,
  detail: z.string(),
  permission: z.string().optional(),
})

const shape = z.object({
  schema: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  now: z.iso.datetime(),
  finished: z.iso.datetime(),
  asked: z.array(cloud),
  scopes: z.array(scope),
  tables: z.array(table),
  gaps: z.array(gap),
  requests: z.array(z.object({ scope: z.string(), service: z.string(), operation: z.string(), requests: count, failed: count })),
  identities: z.array(z.object({ scope: z.string(), identity: z.string() })),
  resumed: z.object({ at: z.iso.datetime(), kept: z.array(z.object({ scope: z.string(), tables: count })) }).optional(),
})

type Shape = z.infer<typeof shape>

const tableKey = ({ dataset, scope }: { readonly dataset: string; readonly scope: string }): string => `${dataset} of ${scope}`

/** What the fields say one by one, but not together. A table that two entries or a gap contradict would let a rule pass on half of it. */
const contradictions = function* (manifest: Shape): Iterable<string> {
  const scopes = new Set<string>()
  for (const { id, kind } of manifest.scopes) {
    if (scopes.has(id)) yield `lists the scope ${id} twice`
    if (!id.startsWith(`${kind}/`)) yield `lists the scope ${id} as ${kind}`
    scopes.add(id)
  }
  const dark = new Set(manifest.gaps.map(tableKey))
  const tables = new Set<string>()
  for (const entry of manifest.tables) {
    const key = tableKey(entry)
    if (tables.has(key)) yield `lists the table ${key} twice`
    if (!scopes.has(entry.scope)) yield `lists the table ${key}, whose scope it does not list`
    if (entry.complete && dark.has(key)) yield `calls the table ${key} complete, yet gives it a gap`
    tables.add(key)
  }
}

/** Equal texts made one: a manifest of hundreds of accounts repeats a few names tens of thousands of times. */
const keepOnce = (): ((text: string) => string) => {
  const kept = new Map<string, string>()
  return text => {
    const known = kept.get(text)
    if (known === undefined) kept.set(text, text)
    return known ?? text
  }
}

/** An optional field that is absent stays absent. */
const withoutUndefined = (manifest: Shape, once = keepOnce()): Manifest => ({
  ...manifest,
  scopes: manifest.scopes.map(({ parent, ...rest }) => (parent === undefined ? rest : { ...rest, parent })),
  tables: manifest.tables.map(({ dataset, scope, rows, complete, schema }) => ({
    dataset: once(dataset),
    scope: once(scope),
    rows,
    complete,
    ...(schema === undefined ? {} : { schema: once(schema) }),
  })),
  requests: manifest.requests.map(({ scope, service, operation, requests, failed }) => ({
    scope: once(scope),
    service: once(service),
    operation: once(operation),
    requests,
    failed,
  })),
})

const newerSchema = z.looseObject({ schema: z.int().min(2) })

/** The manifest in a parsed `manifest.json`. Throws `SnapshotError` about `folder`: not our format, a newer one, or one that contradicts itself. */
export const parseManifest = (folder: string, value: unknown): Manifest => {
  const newer = newerSchema.safeParse(value)
  if (newer.success)
    throw new SnapshotError(folder, `was written by a newer version (snapshot schema ${newer.data.schema}); this version reads schema 1: update Postern`)
  const parsed = shape.safeParse(value)
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.map(String).join('.') ?? ''
    throw new SnapshotError(folder, `has a manifest.json that is not valid${path === '' ? '' : ` at ${path}`}`)
  }
  for (const contradiction of contradictions(parsed.data)) throw new SnapshotError(folder, `has a manifest.json that ${contradiction}`)
  return withoutUndefined(parsed.data)
}
