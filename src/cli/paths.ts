import pc from 'picocolors'
import { cheapestCut } from '../analysis/identity-graph/cuts.ts'
import type { Reaching } from '../estate/identity-graph/entries.ts'
import { enoughFor, openAlong, stepInWords, stepsInWords } from '../estate/identity-graph/way-words.ts'
import { askPaths, type PathsAnswer, type PathsOptions } from './paths-question.ts'
import { safe } from './safe-text.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { wrapped } from './words.ts'

const isOpen = ({ way }: Reaching): boolean => way.edges.some(({ certainty }) => certainty === 'possible')
const isActivated = ({ way }: Reaching): boolean => way.edges.some(({ holding }) => holding === 'eligible')

/** How weak a way is, in a few words: `a password is enough`. */
const strengthWords = (one: Reaching): string => {
  const more = [...(isActivated(one) ? ['after an activation'] : []), ...(isOpen(one) ? ['if what is open holds'] : [])]
  return `${enoughFor[one.way.demand]} is enough${more.length === 0 ? '' : `, ${more.join(', ')}`}`
}

const dataOf = ({ estate }: PathsAnswer, one: Reaching) => ({
  from: { id: one.entry.row ?? one.entry.id, name: one.entry.name, kind: one.entry.kind, scope: one.entry.scope },
  to: { id: one.way.goal.id, name: one.way.goal.name, scope: one.way.goal.scope },
  demand: one.way.demand,
  activated: isActivated(one),
  certain: !isOpen(one),
  steps: one.way.edges.map(edge => ({ kind: edge.kind, demand: edge.demand, words: stepInWords(estate, edge), open: edge.open, rows: edge.rows })),
})

const cutOf = ({ estate, goals, counting, reaching }: PathsAnswer) =>
  cheapestCut(
    estate.graph,
    goals,
    reaching.map(({ way }) => way),
    counting,
  )

const print = (
  answer: PathsAnswer,
  json: boolean | undefined,
  lines: (colors: ReturnType<typeof pc.createColors>, width: number) => readonly string[],
): void => {
  const { asOf, estate, blind, reaching } = answer
  if (json === true) {
    const cut = cutOf(answer)
    process.stdout.write(
      `${JSON.stringify(
        {
          asOf,
          paths: reaching.map(one => dataOf(answer, one)),
          cheapestCut: cut && { words: stepInWords(estate, cut.edge), kind: cut.edge.kind, closes: cut.closes, of: cut.of },
          notRead: blind,
        },
        null,
        2,
      )}\n`,
    )
    return
  }
  const colors = pc.createColors(useColor())
  const width = terminalWidth()
  const section = (title: string, of: readonly string[]): readonly string[] =>
    of.length === 0 ? [] : ['', colors.bold(title), ...of.flatMap(line => wrapped(line, '  ', width))]
  const cut = reaching.length === 0 ? undefined : cutOf(answer)
  const out = [
    ...lines(colors, width),
    ...section(
      'The one change that closes most',
      cut === undefined ? [] : [`${stepInWords(estate, cut.edge)}: without it ${cut.closes} of ${cut.of} have no way left.`],
    ),
    ...section('Could not be read, and may hide a way', blind),
    ...section('As of', [asOf]),
  ]
  process.stdout.write(`${out.join('\n')}\n`)
}

const nobody = ({ stranger }: PathsAnswer): string =>
  stranger === undefined ? 'No way was found.' : `No way was found. Nobody who leads anywhere is called ${stranger}: see that it is spelt right.`

/** `postern paths`: the weakest way of each who reaches a goal, step by step, from the latest run's snapshot. */
export const showPaths = async (options: PathsOptions): Promise<void> => {
  const answer = await askPaths(options)
  const shown = answer.reaching.slice(0, options.limit)
  print(answer, options.json, (colors, width) => [
    ...(shown.length === 0 ? wrapped(nobody(answer), '', width) : []),
    ...shown.flatMap((one, index) => [
      ...(index === 0 ? [] : ['']),
      colors.bold(safe(`${one.entry.name} to ${one.way.goal.name}: ${strengthWords(one)}`)),
      ...stepsInWords(answer.estate, one.way).flatMap((step, place) => wrapped(`${place + 1}. ${step}`, '  ', width)),
    ]),
    ...(answer.reaching.length > shown.length ? ['', `${answer.reaching.length - shown.length} more: raise --limit, or ask who-can-reach.`] : []),
  ])
}

/** `postern who-can-reach`: everyone who reaches a goal, the weakest way first, a line each. */
export const showWhoCanReach = async (options: PathsOptions): Promise<void> => {
  const answer = await askPaths(options)
  const shown = answer.reaching.slice(0, options.limit)
  const longest = Math.min(48, Math.max(0, ...shown.map(({ entry }) => entry.name.length)))
  print(answer, options.json, (colors, width) => [
    ...(shown.length === 0 ? wrapped(nobody(answer), '', width) : [colors.bold(`${answer.reaching.length} can reach it`)]),
    ...shown.map(one => `  ${safe(one.entry.name).padEnd(longest)}  ${safe(strengthWords(one))}${isOpen(one) ? ` (${safe(openAlong(one.way))})` : ''}`),
    ...(answer.reaching.length > shown.length ? [`  and ${answer.reaching.length - shown.length} more: raise --limit`] : []),
  ])
}
