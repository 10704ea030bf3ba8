import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { ConfigError } from './config-error.ts'
import { didYouMean } from './nearest.ts'

export type Path = readonly PropertyKey[]

/** The node a path leads to, or the deepest one on the way: the line to show. For an unknown key, the key itself. */
const locate = (root: Node | null, path: Path, key?: string): Node | undefined => {
  let at: Node | undefined = root ?? undefined
  for (const step of key === undefined ? path : [...path, key]) {
    const from: Node | undefined = at
    if (isMap(from)) {
      const pair = from.items.find(item => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step))
      if (pair === undefined) break
      at = (step === key ? pair.key : (pair.value ?? pair.key)) as Node
    } else if (isSeq(from)) at = (from.items[Number(step)] as Node | undefined) ?? from
    else break
    if (isAlias(at)) break
  }
  return at
}

/** What is wrong, and where: `key` is an unknown key below `path`; `guessed`, that it is told which one was meant. */
export interface Problem {
  readonly path: Path
  readonly key?: string
  readonly guessed?: boolean
  readonly message: string
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'settings, one `key: value` a line',
}

/** What is wrong with one value, in words for the person who wrote it. */
const inWords = (issue: z.core.$ZodIssue): string => {
  // A schema that says it in words of its own is not talked over.
  if (!/^(Invalid|Too (small|big))/.test(issue.message)) return issue.message
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String)
    return `must be ${known.length === 1 ? `\`${known[0]}\`` : `one of ${known.join(', ')}`}${typeof issue.input === 'string' ? didYouMean(issue.input, known) : ''}`
  }
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int'
      ? `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
      : 'must not be empty'
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`
  return issue.message
}

/** As people write a path: `declared[0].kind`. */
const pathInWords = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('')

/** What is wrong, mistyped keys first: one that is missing is most likely there under a wrong name. Unions hide what is wrong inside: the branch that got furthest says it best. */
export const problemsOf = (issues: readonly z.core.$ZodIssue[], keysAt: (path: Path) => readonly string[], under: Path = []): Problem[] => {
  const problems = issues.flatMap((issue): Problem[] => {
    const path = [...under, ...issue.path]
    if (issue.code === 'invalid_union') {
      const branches = issue.errors
        .map(branch => problemsOf(branch, keysAt, path))
        .sort((a, b) => Math.max(...b.map(({ path }) => path.length)) - Math.max(...a.map(({ path }) => path.length)))
      return branches[0] ?? [{ path, message: inWords(issue) }]
    }
    if (issue.code !== 'unrecognized_keys') return [{ path, message: inWords(issue) }]
    return issue.keys.map(key => {
      const guess = didYouMean(key, keysAt(path))
      return { path, key, guessed: guess !== '', message: `unknown key \`${key}\`${guess}` }
    })
  })
  return problems.sort((a, b) => Number(b.guessed === true) - Number(a.guessed === true))
}

/** A YAML or JSON document of ours, as it was written and where. */
export interface Written {
  readonly value: unknown
  /** Throws `ConfigError` with the line of what is wrong. */
  refuse(problem: Problem): never
}

/** Reads YAML or JSON without tags of its own and with few aliases. Throws `ConfigError` where it is neither. */
export const readWritten = (text: string, file: string): Written => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, maxAliasCount: 20 } as Parameters<typeof parseDocument>[1])
  const syntax = document.errors[0]
  if (syntax !== undefined) throw new ConfigError(file, syntax.message.split('\n')[0] ?? 'not YAML', lines.linePos(syntax.pos[0]))
  return {
    value: document.toJS({ maxAliasCount: 20 }),
    refuse({ path, key, message }) {
      const offset = locate(document.contents as Node | null, path, key)?.range?.[0]
      const where = path.length === 0 || key !== undefined ? '' : `${pathInWords(path)}: `
      throw new ConfigError(file, `${where}${message}`, offset === undefined ? undefined : lines.linePos(offset))
    },
  }
}
