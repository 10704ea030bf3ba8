import type { Manifest } from '../snapshot.ts'

/** Entries of a list that are made into text together. */
const AT_ONCE = 500

const indented = (value: unknown, indent: string): string => JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`)

function* listText(entries: readonly unknown[]): Generator<string> {
  let before = '[\n    '
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    yield `${before}${entries
      .slice(at, at + AT_ONCE)
      .map(entry => indented(entry, '    '))
      .join(',\n    ')}`
    before = ',\n    '
  }
  yield '\n  ]'
}

/** `manifest.json`, piece by piece: JSON indented by two spaces, which for hundreds of accounts is megabytes, so that memory need not hold all of it. */
export function* manifestText(manifest: Manifest): Generator<string> {
  let before = '{\n  '
  for (const [name, value] of Object.entries(manifest)) {
    if (value === undefined) continue
    yield `${before}${JSON.stringify(name)}: `
    if (Array.isArray(value) && value.length > 0) yield* listText(value)
    else yield indented(value, '  ')
    before = ',\n  '
  }
  yield '\n}\n'
}
