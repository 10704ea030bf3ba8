import { counted, countedScopes, formatNumber, subjectsName } from '../labels.ts'
import { h, styled } from './dom.ts'
import type { Model } from './model.ts'

/** Subjects that are the scope itself: one unknown scope is one unknown subject. */
const isScopeItself = (kind: string, scope: string): boolean => {
  const of = scope.split('/', 1)[0] ?? ''
  return kind === `${of}s` || (of === 'entra-tenant' && kind === 'entra-organizations')
}

/** `1 unknown`, `2 unknown`, `1 account unknown`: what was asked beside what was examined and has no answer; empty if nothing. */
const unknownOf = (model: Model, rule: number, kind: string): string => {
  const subjects = new Set<string>()
  const scopes = new Map<string, Set<string>>()
  for (const index of model.questionsOf[rule] ?? []) {
    const { subject, scope } = model.question(index)
    if (subject !== undefined) subjects.add(`${scope} ${subject.id}`)
    else if (isScopeItself(kind, scope)) subjects.add(scope)
    else {
      const of = scope.split('/', 1)[0] ?? ''
      scopes.set(of, (scopes.get(of) ?? new Set()).add(scope))
    }
  }
  return [
    ...(subjects.size > 0 ? [`${formatNumber(subjects.size)} unknown`] : []),
    ...[...scopes].map(([of, { size }]) => `${countedScopes(size, of)} unknown`),
  ].join(', ')
}

/** `7 of 131 IAM users, 1 account unknown`, with the share as a bar. `failing`: the counted findings that are shown. */
export const ruleShare = (model: Model, rule: number, failing: number): HTMLElement => {
  const entry = model.packed.rules[rule]
  const all = model.findingsOf[rule] ?? []
  const first = all[0]
  const kind = first === undefined ? '' : model.finding(first).subject.kind
  const examined = entry?.tallies.reduce((sum, tally) => sum + tally.examined, 0) ?? 0
  const included = all.filter(index => model.statusOf(index) === 'included').length
  const unknown = unknownOf(model, rule, kind)
  return h(
    'span',
    { class: 'share' },
    h(
      'span',
      { class: 'figure' },
      h('b', {}, formatNumber(failing)),
      ` of ${formatNumber(examined)} ${subjectsName(kind, examined)}`,
      unknown !== '' && h('span', { class: 'note-unknown' }, `, ${unknown}`),
    ),
    included > 0 && h('span', { class: 'also' }, `${counted(included, 'more', 'more')} included in others`),
    styled(h('span', { class: 'bar', 'aria-hidden': true }, h('i')), { '--share': String(examined === 0 ? 0 : failing / examined) }),
  )
}
