import { counted, formatNumber, severities, severityNames } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { glyph } from './glyphs.ts'
import { levelOf, steps } from './maturity-levels.ts'
import type { Model } from './model.ts'
import { viewHash } from './route.ts'

/** Where the organization stands, and what stands between it and the next level. */
export const maturityPath = (model: Model): HTMLElement => {
  const failing = model.packed.findings.severity.map((rank, index) => ({ rank, index })).filter(({ index }) => model.statusOf(index) === 'failing')
  const open = severities.map((_, rank) => failing.filter(one => one.rank === rank).length)
  const level = levelOf(open)
  const next = steps[level - 1]
  const rules = new Set(failing.filter(({ rank }) => rank === level - 1).map(({ index }) => model.packed.findings.rule[index])).size
  const unanswered = model.packed.questions.rule.length
  return h(
    'div',
    { class: 'maturity' },
    h(
      'ol',
      { role: 'list', 'aria-label': 'Levels' },
      ...[...steps, undefined].map((severity, at) =>
        h(
          'li',
          { class: at + 1 < level ? 'is-done' : at + 1 === level ? 'is-here' : '', ...(at + 1 === level ? { 'aria-current': 'step' } : {}) },
          h('b', {}, at + 1),
          hidden(severity === undefined ? ': nothing is open' : `: something ${severity} is open`),
        ),
      ),
    ),
    next === undefined
      ? h('p', {}, h('b', {}, 'Level 5. '), 'Nothing that was seen is open.')
      : h(
          'p',
          {},
          h('b', {}, `Level ${level}. `),
          `To reach level ${level + 1}, close `,
          pageLink(
            viewHash('findings', `severity:${next} status:failing`),
            { class: `is-${next}` },
            glyph(next),
            ` ${formatNumber(open[level - 1] ?? 0)} ${severityNames[next].toLowerCase()}`,
          ),
          ` ${(open[level - 1] ?? 0) === 1 ? 'finding' : 'findings'} of ${counted(rules, 'rule')}`,
          unanswered > 0 ? `, and see what ${counted(unanswered, 'open question')} would bring.` : '.',
        ),
  )
}
