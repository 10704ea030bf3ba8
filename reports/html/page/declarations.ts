import type { Packed } from '../packed.ts'

/** What the operator declared about somebody or something, as the exhibit of the run carries it. */
export interface Declaration {
  readonly kind: string
  readonly id: string
  readonly as: string
  readonly reason: string
}

const EXHIBIT = 'declarations'

const textOf = (entry: unknown, key: string): string => {
  const value = typeof entry === 'object' && entry !== null ? new Map(Object.entries(entry)).get(key) : undefined
  return typeof value === 'string' ? value : ''
}

/** Whether an exhibit is the list of declarations. */
export const isDeclarations = ({ id, data }: Packed['run']['exhibits'][number]): boolean =>
  id === EXHIBIT && Array.isArray(data) && data.every(entry => textOf(entry, 'id') !== '')

/** Every declaration of the run. */
export const declarationsOf = ({ run }: Packed): readonly Declaration[] =>
  run.exhibits.filter(isDeclarations).flatMap(({ data }) =>
    (Array.isArray(data) ? data : []).map(entry => ({
      kind: textOf(entry, 'kind'),
      id: textOf(entry, 'id'),
      as: textOf(entry, 'as'),
      reason: textOf(entry, 'reason'),
    })),
  )

/** `Declared as emergency access: sealed key in the safe`. */
export const declaredWords = ({ as, reason }: Declaration): string =>
  `Declared${as === '' ? '' : ` as ${as.replaceAll('-', ' ')}`}${reason === '' ? '' : `: ${reason}`}`

/** Whether a notice says that this declaration matched nothing that was read. */
export const isUnmatched = ({ run }: Packed, { id }: Declaration): boolean =>
  run.notices.some(({ kind, message }) => kind === 'declaration-unmatched' && message.split(/\s/).includes(id))

/** Counted findings that are about what was declared, or that name it in their evidence, in the order of `declared`. */
export const findingsNaming = (
  { texts, findings, evidence }: Packed,
  declared: readonly Declaration[],
  isCounted: (finding: number) => boolean,
): readonly number[] => {
  const wanted = declared.map(({ id }) => ({ id, quoted: JSON.stringify(id) }))
  const naming = texts.map(text => wanted.flatMap(({ id, quoted }, at) => (text === id || text.includes(quoted) ? [at] : [])))
  const counts = declared.map(() => 0)
  let entry = 0
  for (const [index, length] of findings.evidence.entries()) {
    const end = entry + length
    const named = new Set([...(naming[findings.subjectId[index] ?? -1] ?? []), ...(naming[findings.subjectName[index] ?? -1] ?? [])])
    for (; entry < end; entry++) for (const at of naming[evidence.value[entry] ?? -1] ?? []) named.add(at)
    if (isCounted(index)) for (const at of named) counts[at] = (counts[at] ?? 0) + 1
  }
  return counts
}
