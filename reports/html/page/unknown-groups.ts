import { reasonNames } from '../labels.ts'
import type { Gap } from '../packed.ts'
import type { Model, QuestionView } from './model.ts'

/** One reason why something was not read: the same scope, reason, detail and permission. */
export interface Cause {
  readonly key: string
  readonly scope: string
  readonly reason: string
  readonly detail: string
  /** What to grant; absent where no permission would help. */
  readonly permission: string | undefined
  readonly datasets: readonly string[]
  /** Parts of those tables, where not all of a table is missing. */
  readonly parts: readonly string[]
}

/** Questions that wait for the very same causes. More than one cause: only all of them together answer. */
export interface UnknownGroup {
  readonly key: string
  /** In a word or two. */
  readonly reason: string
  /** Empty where nothing is missing: the rule failed, or what was read does not decide. */
  readonly causes: readonly Cause[]
  readonly message: string
  readonly items: readonly number[]
  readonly rules: number
  readonly scopes: readonly string[]
}

const unique = <T>(things: readonly T[]): T[] => [...new Set(things)]

const keyOf = ({ scope, reason, detail, permission }: Gap): string => JSON.stringify([scope, reason, detail, permission])

/** Gaps by what opened them. */
export const causesOf = (gaps: readonly Gap[]): readonly Cause[] =>
  [...Map.groupBy(gaps, keyOf)].flatMap(([key, [first, ...more]]) =>
    first === undefined
      ? []
      : [
          {
            key,
            scope: first.scope,
            reason: reasonNames[first.reason],
            detail: first.detail,
            permission: first.permission,
            datasets: unique([first, ...more].map(gap => gap.dataset)),
            parts: unique([first, ...more].flatMap(gap => gap.part ?? [])),
          },
        ],
  )

const nothingMissing = { threw: 'The rule failed', undecidable: 'Undecidable' }

const keyOfQuestion = ({ because, rule }: QuestionView): string =>
  typeof because === 'string' ? JSON.stringify([because, rule.rule.id]) : unique(because.map(keyOf)).sort().join(' ')

/** By cause, the one that holds back most questions first. */
export const groupUnknowns = (model: Model, questions: readonly number[]): readonly UnknownGroup[] => {
  const groups = Map.groupBy(
    questions.map(index => model.question(index)),
    keyOfQuestion,
  )
  return [...groups]
    .flatMap(([key, views]): UnknownGroup[] => {
      const [first] = views
      if (first === undefined) return []
      const { because, message } = first
      const causes = typeof because === 'string' ? [] : causesOf(views.flatMap(view => (typeof view.because === 'string' ? [] : view.because)))
      const reasons = unique(causes.map(cause => cause.reason))
      const reason = typeof because === 'string' ? nothingMissing[because] : reasons.length > 1 ? 'Several causes' : (reasons[0] ?? 'Not read')
      return [
        {
          key,
          reason,
          causes,
          message,
          items: views.map(view => view.index),
          rules: new Set(views.map(view => view.rule)).size,
          scopes: unique(causes.length > 0 ? causes.map(cause => cause.scope) : views.map(view => view.scope)),
        },
      ]
    })
    .sort((a, b) => b.items.length - a.items.length)
}

/** How many different causes hold these questions back. */
export const countCauses = (groups: readonly UnknownGroup[]): number =>
  new Set(groups.flatMap(group => (group.causes.length > 0 ? group.causes.map(cause => cause.key) : [group.key]))).size

/** Where several causes keep questions open, that one permission alone will not do; otherwise nothing. */
export const severalCauses = (causes: readonly Cause[], questions: number): string | undefined =>
  causes.length < 2
    ? undefined
    : `${causes.length} causes: ${causes.some(cause => cause.permission !== undefined) ? 'granting' : 'mending'} one alone does not answer ${questions === 1 ? 'it' : 'them'}`
