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
