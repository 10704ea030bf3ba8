import type { Reporter } from '../src/assessment.ts'

/** Keys in the order in which people read an assessment; a key that is not named here comes after them, in alphabetical order. */
const reading = [
  ...[
    'schema',
    'id',
    'fingerprint',
    'rule',
    'status',
    'kind',
    'title',
    'failureTitle',
    'cloud',
    'severity',
    'upTo',
    'recommendation',
    'subject',
    'name',
    'version',
  ],
  ...['scope', 'parent', 'identity', 'dataset', 'part', 'reason', 'detail', 'permission', 'because', 'message', 'evidence', 'label', 'value', 'row'],
  ...[
    'rationale',
    'remediation',
    'verify',
    'text',
    'command',
    'frameworks',
    'equivalents',
    'references',
    'url',
    'supersedes',
    'formerly',
    'foldedInto',
    'exception',
  ],
  ...[
    'firstSeen',
    'owner',
    'expires',
    'ticket',
    'failOn',
    'why',
    'findings',
    'incomplete',
    'formula',
    'overall',
    'score',
    'completeness',
    'capped',
    'questions',
    'asked',
  ],
  ...[
    'answered',
    'recommendations',
    'examined',
    'passed',
    'failed',
    'unknown',
    'complete',
    'rows',
    'tables',
    'service',
    'requests',
    'gaps',
    'tool',
    'now',
    'gate',
  ],
  ...['notices', 'scopes', 'exceptions', 'parameters', 'exhibits', 'data', 'tallies', 'unanswered', 'results'],
]
const place = new Map(reading.map((key, index) => [key, index]))

const byReading = (a: string, b: string): number => {
  const order = (place.get(a) ?? reading.length) - (place.get(b) ?? reading.length)
  return order !== 0 ? order : a < b ? -1 : a > b ? 1 : 0
}

/** JSON cannot be exchanged with halves of surrogate pairs in it (RFC 8259, 8.2), and clouds let people type them. */
const quoted = (text: string): string => JSON.stringify(text.toWellFormed())

function* written(value: unknown, indent: string): Generator<string> {
  if (typeof value === 'string') return yield quoted(value)
  if (typeof value !== 'object' || value === null) return yield JSON.stringify(value) ?? 'null'
  const isList = Array.isArray(value)
  const entries: (readonly [string, unknown])[] = isList
    ? value.map(member => ['', member] as const)
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(([a], [b]) => byReading(a, b))
  if (entries.length === 0) return yield isList ? '[]' : '{}'
  const inner = `${indent}  `
  let before = `${isList ? '[' : '{'}\n${inner}`
  for (const [key, member] of entries) {
    yield isList ? before : `${before}${quoted(key)}: `
    yield* written(member, inner)
    before = `,\n${inner}`
  }
  yield `\n${indent}${isList ? ']' : '}'}`
}

const CHUNK = 64 * 1024

/** Pieces of at least 64 k characters: an assessment may be larger than the longest string. */
function* chunked(pieces: Iterable<string>): Generator<string> {
  let held: string[] = []
  let length = 0
  for (const piece of pieces) {
    held.push(piece)
    length += piece.length
    if (length < CHUNK) continue
    yield held.join('')
    held = []
    length = 0
  }
  yield `${held.join('')}\n`
}

/** `assessment.json`: the whole assessment, the same bytes for the same content whatever order its keys were made in. */
export const json: Reporter = assessment => [{ name: 'assessment.json', text: chunked(written(assessment, '')) }]
