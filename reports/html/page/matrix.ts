import { cloudNames, clouds, counted, formatNumber, recommendationNames, severities, severityNames } from '../labels.ts'
import { h, hidden, pageLink, styled } from './dom.ts'
import { glyph } from './glyphs.ts'
import type { Model } from './model.ts'
import { viewHash } from './route.ts'

interface Cell {
  readonly rules: number
  readonly bySeverity: readonly number[]
  readonly unknown: number
  readonly isJudged: boolean
}

const cellOf = (model: Model, recommendation: string, cloud: string): Cell => {
  const bySeverity = severities.map(() => 0)
  let rules = 0
  let unknown = 0
  let isJudged = false
  model.packed.rules.forEach(({ rule, status }, index) => {
    if (rule.recommendation !== recommendation || rule.cloud !== cloud) return
    rules += 1
    isJudged ||= status !== 'not-applicable'
    unknown += model.questionsOf[index]?.length ?? 0
    for (const finding of model.findingsOf[index] ?? []) {
      const rank = model.packed.findings.severity[finding] ?? -1
      if (model.statusOf(finding) === 'failing') bySeverity[rank] = (bySeverity[rank] ?? 0) + 1
    }
  })
  return { rules, bySeverity, unknown, isJudged }
}

const cellContent = (recommendation: string, cloud: string, { rules, bySeverity, unknown, isJudged }: Cell): Node => {
  if (rules === 0) return h('span', { class: 'cell is-none' }, hidden('no rules'))
  if (!isJudged) return h('span', { class: 'cell is-quiet' }, 'not applicable')
  const query = `recommendation:${recommendation} cloud:${cloud}`
  const worst = severities.find((_, rank) => (bySeverity[rank] ?? 0) > 0)
  const counts = severities.flatMap((severity, rank) => {
    const count = bySeverity[rank] ?? 0
    return count === 0 ? [] : [h('span', { class: `tally is-${severity}` }, glyph(severity), formatNumber(count), hidden(` ${severityNames[severity]}`))]
  })
  const unanswered = unknown > 0 && h('span', { class: 'tally is-unknown' }, glyph('unknown'), formatNumber(unknown), hidden(' unanswered'))
  if (worst !== undefined) return pageLink(viewHash('findings', query), { class: `cell has-${worst}` }, ...counts, unanswered)
  if (unknown > 0) return pageLink(viewHash('unanswered', query), { class: 'cell has-unknown' }, unanswered)
  return pageLink(
    viewHash('rules', query),
    { class: 'cell has-pass' },
    h('span', { class: 'tally is-pass' }, glyph('pass'), counted(rules, 'rule'), hidden(' passed')),
  )
}

/** Recommendations by clouds; each cell leads to what is behind its numbers. The weakest recommendation first. */
export const matrix = (model: Model): HTMLElement => {
  const { rules, run } = model.packed
  const scores = new Map(run.score.recommendations.map(entry => [entry.recommendation as string, entry.score]))
  const columns = clouds.filter(cloud => rules.some(({ rule }) => rule.cloud === cloud))
  const present = Object.entries(recommendationNames)
    .filter(([recommendation]) => rules.some(({ rule }) => rule.recommendation === recommendation))
    .toSorted(([a], [b]) => (scores.get(a) ?? 101) - (scores.get(b) ?? 101))
  const scoreCell = (recommendation: string): HTMLElement => {
    const score = scores.get(recommendation)
    return score === undefined
      ? h('td', { class: 'points' }, h('span', { class: 'none' }, 'not judged'))
      : h(
          'td',
          { class: 'points' },
          h('b', {}, formatNumber(Math.round(score))),
          styled(h('span', { class: 'bar', 'aria-hidden': true }, h('i')), { '--share': String(score / 100) }),
        )
  }
  return h(
    'section',
    { class: 'panel matrix', 'aria-labelledby': 'matrix' },
    h('h2', { id: 'matrix', class: 'label' }, 'Recommendations by cloud'),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'matrix' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'Recommendation'),
            h('th', { scope: 'col' }, 'Score'),
            ...columns.map(cloud => h('th', { scope: 'col' }, cloudNames[cloud])),
          ),
        ),
        h(
          'tbody',
          {},
          ...present.map(([recommendation, name]) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, name),
              scoreCell(recommendation),
              ...columns.map(cloud => h('td', { 'data-label': cloudNames[cloud] }, cellContent(recommendation, cloud, cellOf(model, recommendation, cloud)))),
            ),
          ),
        ),
      ),
    ),
  )
}
