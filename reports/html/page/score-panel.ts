import { counted, formatNumber, gateNames, percent, recommendationNames, severities, severityNames } from '../labels.ts'
import { h, hidden, pageLink, styled } from './dom.ts'
import { glyph } from './glyphs.ts'
import { maturityPath } from './maturity.ts'
import type { Model } from './model.ts'
import { viewHash } from './route.ts'

type Score = Model['packed']['run']['score']

const weakest = (score: Score): { readonly recommendation: keyof typeof recommendationNames; readonly value: number }[] =>
  score.recommendations
    .flatMap(({ recommendation, score: value }) => (value === undefined ? [] : [{ recommendation, value }]))
    .toSorted((a, b) => a.value - b.value)

/** As in the formula of version 2; an older report has its own page. */
const ceilings = { critical: 40, high: 75 }

/** Why the score is what it is, in one sentence. */
const explanation = (score: Score): readonly (Node | string)[] => {
  const judged = weakest(score)
  const worst = judged[0]
  if (score.overall === undefined || worst === undefined) return ['Nothing could be judged, so there is no score.']
  if (score.capped)
    return [
      'Capped by completeness: only ',
      h('b', {}, percent(score.completeness)),
      ' of the questions could be answered, and a score never promises more than was seen.',
    ]
  return [
    'The worst recommendation leads: ',
    h('b', {}, recommendationNames[worst.recommendation]),
    ` is the weakest of ${formatNumber(judged.length)}. Each is how far its rules hold, by weight, and at most ${ceilings.critical} while something critical is open, ${ceilings.high} while something high is. The score is never above completeness (${percent(score.completeness)}).`,
  ]
}

/** Every recommendation as a tick on one scale; the leftmost is the score. */
const ladder = (score: Score): HTMLElement => {
  return h(
    'div',
    { class: 'ladder', 'aria-hidden': true },
    styled(h('span', { class: 'unseen' }), { '--from': String(score.completeness * 100) }),
    ...weakest(score).map(({ value }) => styled(h('i'), { '--at': String(value) })),
    score.overall !== undefined && styled(h('b', {}), { '--at': String(score.overall) }),
    h('span', { class: 'zero' }, '0'),
    h('span', { class: 'hundred' }, '100'),
  )
}

const weakestList = (score: Score): HTMLElement =>
  h(
    'ul',
    { class: 'weakest', role: 'list' },
    ...weakest(score)
      .slice(0, 4)
      .map(({ recommendation, value }) =>
        h(
          'li',
          {},
          pageLink(
            viewHash('findings', `recommendation:${recommendation}`),
            {},
            h('span', { class: 'name' }, recommendationNames[recommendation]),
            styled(h('span', { class: 'bar', 'aria-hidden': true }, h('i')), { '--share': String(value / 100) }),
            h('b', {}, formatNumber(Math.round(value))),
          ),
        ),
      ),
  )

/** Green promises that nothing bad is open, whatever the score. */
const bandOf = (model: Model, overall: number | undefined): string => {
  const hasOpen = (most: number): boolean => model.packed.findings.severity.some((rank, index) => rank <= most && model.statusOf(index) === 'failing')
  if (overall === undefined) return 'none'
  if (overall < 50 || hasOpen(0)) return 'bad'
  return overall < 80 || hasOpen(1) ? 'fair' : 'good'
}

/** How bad is it: the score, the gate. */
export const scorePanel = (model: Model): HTMLElement => {
  const { score, gate } = model.packed.run
  const overall = score.overall === undefined ? '–' : formatNumber(Math.round(score.overall))
  const gateGlyph = ({ passed: 'pass', failed: 'fail', incomplete: 'unknown', off: 'not-applicable' } as const)[gate.status]
  return h(
    'section',
    { class: 'panel score', 'aria-labelledby': 'how-bad' },
    h('h2', { id: 'how-bad', class: 'label' }, 'How bad is it'),
    h('p', { class: `big is-${bandOf(model, score.overall)}` }, hidden('Score '), h('span', {}, overall), h('small', {}, 'of 100')),
    ladder(score),
    h('p', { class: 'because' }, ...explanation(score)),
    weakestList(score),
    maturityPath(model),
    h(
      'div',
      { class: `gate is-${gateGlyph}` },
      glyph(gateGlyph),
      h(
        'p',
        {},
        h('b', {}, gateNames[gate.status]),
        gate.status === 'off' ? '' : h('small', {}, 'fails on ', h('code', {}, gate.failOn)),
        h('span', {}, gate.why),
      ),
    ),
  )
}

/** Open findings by severity, each a link to them. */
export const severityPanel = (model: Model): HTMLElement => {
  const open = model.packed.findings.severity.filter((_, index) => model.statusOf(index) === 'failing')
  const counts = severities.map((_, rank) => open.filter(entry => entry === rank).length)
  const most = Math.max(1, ...counts)
  const unanswered = model.packed.questions.rule.length
  const folded = model.packed.findings.foldedInto.filter(text => text !== -1).length
  return h(
    'section',
    { class: 'panel severities', 'aria-labelledby': 'by-severity' },
    h('h2', { id: 'by-severity', class: 'label' }, 'Findings by severity'),
    h('p', { class: 'total' }, h('b', {}, formatNumber(open.length)), open.length === 1 ? ' finding' : ' findings'),
    h(
      'ul',
      { role: 'list' },
      ...severities.map((severity, rank) =>
        h(
          'li',
          {},
          pageLink(
            viewHash('findings', `severity:${severity} status:failing`),
            { class: `is-${severity} ${counts[rank] === 0 ? 'is-zero' : ''}` },
            glyph(severity),
            h('span', { class: 'name' }, severityNames[severity]),
            styled(h('span', { class: 'bar', 'aria-hidden': true }, h('i')), { '--share': String((counts[rank] ?? 0) / most) }),
            h('b', {}, formatNumber(counts[rank] ?? 0)),
          ),
        ),
      ),
      h(
        'li',
        { class: 'unanswered' },
        pageLink(
          viewHash('unanswered'),
          { class: `is-unknown ${unanswered === 0 ? 'is-zero' : ''}` },
          glyph('unknown'),
          h('span', { class: 'name' }, 'Unknown'),
          h('span', {}),
          h('b', {}, formatNumber(unanswered)),
        ),
      ),
    ),
    folded > 0 && h('p', { class: 'note' }, `${counted(folded, 'finding')} included in others, not counted again.`),
  )
}
