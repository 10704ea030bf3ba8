import { deflateSync } from 'node:zlib'

/** Members of a list that are made into text together. */
const SLICE = 100

/** The text of a value as JSON, piece by piece. */
function* pieces(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return yield JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) {
    yield '['
    for (let at = 0; at < value.length; at += SLICE) yield `${at === 0 ? '' : ','}${JSON.stringify(value.slice(at, at + SLICE)).slice(1, -1)}`
    return yield ']'
  }
  let before = '{'
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    yield `${before}${JSON.stringify(name)}:`
    yield* pieces(member)
    before = ','
  }
  yield before === '{' ? '{}' : '}'
}

/** Characters that are compressed together: fewer would compress worse, more would take more memory. */
const LENGTH = 64 * 1024

const line = (text: string): string => `${deflateSync(text, { level: 9 }).toString('base64')}\n`

/** A value as JSON in Base64 lines, each of which is compressed by itself: the texts of all lines together are the JSON, which memory never holds whole. */
export function* dataLines(value: unknown): Generator<string> {
  let held: string[] = []
  let length = 0
  for (const piece of pieces(value)) {
    held.push(piece)
    length += piece.length
    if (length < LENGTH) continue
    yield line(held.join(''))
    held = []
    length = 0
  }
  yield line(held.join(''))
}
