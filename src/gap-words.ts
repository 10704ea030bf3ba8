import type { Gap } from './dataset.ts'

const list = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

/** Gaps that one cause opened: the same reason, detail and permission. */
export const byCause = (gaps: readonly Gap[]): readonly (readonly Gap[])[] => [
  ...Map.groupBy(gaps, ({ reason, detail, permission }) => JSON.stringify([reason, detail, permission])).values(),
]

/** Which datasets one cause keeps dark, why, and what to grant. */
const describeCause = (gaps: readonly Gap[]): string => {
  const [first] = gaps
  if (first === undefined) return ''
  const datasets = [...Map.groupBy(gaps, ({ dataset }) => dataset)].map(([dataset, of]) => {
    // Each rule that a gap costs may bring its own copy of it.
    const parts = new Set(of.flatMap(({ part }) => part ?? [])).size
    return parts === 0 ? dataset : `${dataset} (${parts} ${parts === 1 ? 'part' : 'parts'})`
  })
  return `${list(datasets)} could not be read (${first.reason}: ${first.detail})${first.permission === undefined ? '' : `; grant ${first.permission}`}`
}

/** Why a question stays open, one sentence a cause: datasets, reason, and the permission to grant. */
export const describeGaps = (gaps: readonly Gap[]): string => byCause(gaps).map(describeCause).join('. ')
