import { reasonNames } from '../labels.ts'
import type { Gap } from '../packed.ts'
import type { Model, QuestionView } from './model.ts'

/** Questions that have no answer for the same cause, and what would answer them. */
export interface UnknownGroup {
  readonly key: string
  readonly reason: string
  /** What to grant; empty where no permission would help. */
  readonly permissions: readonly string[]
  readonly datasets: readonly string[]
  readonly detail: string
  readonly items: readonly number[]
  readonly rules: number
  readonly scopes: readonly string[]
}

const unique = <T>(things: readonly T[]): T[] => [...new Set(things)]

const causeOf = ({ because, message }: QuestionView): Omit<UnknownGroup, 'key' | 'items' | 'rules' | 'scopes'> => {
  const nothing = { permissions: [], datasets: [] }
  if (because === 'threw') return { ...nothing, reason: 'The rule failed', detail: message }
  if (because === 'undecidable') return { ...nothing, reason: 'Undecidable', detail: message }
  const text = (pick: (gap: Gap) => string | undefined): string[] => unique(because.flatMap(gap => pick(gap) ?? [])).sort()
  return {
    reason: text(gap => reasonNames[gap.reason]).join(', '),
    permissions: text(gap => gap.permission),
    datasets: text(gap => gap.dataset),
    detail: because[0]?.detail ?? message,
  }
}

/** By cause, the one that holds back most questions first. */
export const groupUnknowns = (model: Model, questions: readonly number[]): readonly UnknownGroup[] => {
  const groups = new Map<string, { cause: ReturnType<typeof causeOf>; items: number[]; views: QuestionView[] }>()
  for (const index of questions) {
    const view = model.question(index)
    const cause = causeOf(view)
    const by = cause.permissions.length > 0 ? cause.permissions : cause.datasets
    const key = JSON.stringify([cause.reason, by])
    const group = groups.get(key) ?? { cause, items: [], views: [] }
    group.items.push(index)
    group.views.push(view)
    groups.set(key, group)
  }
  return [...groups]
    .map(([key, { cause, items, views }]) => ({
      ...cause,
      key,
      items,
      rules: new Set(views.map(view => view.rule)).size,
      scopes: unique(
        views.flatMap(view => (typeof view.because === 'string' || view.because.length === 0 ? [view.scope] : view.because.map(gap => gap.scope))),
      ),
    }))
    .sort((a, b) => b.items.length - a.items.length)
}
