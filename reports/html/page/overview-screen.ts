import { cloudNames, counted, formatMoment, formatNumber, scopeKindNames, subjectsName } from '../labels.ts'
import { h, pageLink, styled } from './dom.ts'
import { glyph, severityBadge } from './glyphs.ts'
import { matrix } from './matrix.ts'
import type { Model } from './model.ts'
import { viewHash } from './route.ts'
import { exceptionsSection, noticesSection } from './run-sections.ts'
import { scorePanel, severityPanel } from './score-panel.ts'
import type { ScreenMaker } from './screen.ts'
import { trustPanel } from './trust-panel.ts'

const MOST = 5

/** What first: the rules whose findings weigh most. */
const firstPanel = (model: Model): HTMLElement => {
  const rules = model.ruleOrder.flatMap(number => {
    const open = (model.findingsOf[number] ?? []).filter(index => model.statusOf(index) === 'failing')
    const entry = model.packed.rules[number]
    const first = open[0]
    return entry === undefined || first === undefined ? [] : [{ entry, open, finding: model.finding(first) }]
  })
  return h(
    'section',
    { class: 'panel first', 'aria-labelledby': 'first' },
    h('h2', { id: 'first', class: 'label' }, 'What to do first'),
    rules.length === 0 && h('p', {}, 'No rule has an open finding in this run.'),
    h(
      'ol',
      { role: 'list' },
      ...rules.slice(0, MOST).map(({ entry, open, finding }, at) => {
        const examined = entry.tallies.reduce((sum, tally) => sum + tally.examined, 0)
        return h(
          'li',
          {},
          pageLink(
            viewHash('findings', `rule:${entry.rule.id}`),
            {},
            h('span', { class: 'rank', 'aria-hidden': true }, at + 1),
            severityBadge(finding.severity),
            h(
              'span',
              { class: 'what' },
              h('span', { class: 'name' }, entry.rule.failureTitle),
              h('span', { class: 'meta' }, entry.rule.remediation[0]?.text ?? finding.message),
            ),
            h('span', { class: 'cloud' }, cloudNames[entry.rule.cloud]),
            h(
              'span',
              { class: 'share' },
              h(
                'span',
                { class: 'figure' },
                h('b', {}, formatNumber(open.length)),
                ` of ${formatNumber(examined)} ${subjectsName(finding.subject.kind, examined)}`,
              ),
              styled(h('span', { class: 'bar', 'aria-hidden': true }, h('i')), { '--share': String(examined === 0 ? 0 : open.length / examined) }),
            ),
            glyph('chevron'),
          ),
        )
      }),
    ),
    rules.length > MOST && pageLink(viewHash('findings'), { class: 'go' }, `All ${formatNumber(rules.length)} failing rules`),
  )
}

/** `1 AWS organization, 7 AWS accounts`; a single scope by its name. */
const scopesInWords = (all: Model['packed']['run']['scopes']): string => {
  const scopes = all.filter(scope => scope.kind !== 'operator')
  const [only] = scopes
  if (scopes.length === 1 && only !== undefined) return `${scopeKindNames[only.kind]} ${only.name}`
  return [...Map.groupBy(scopes, scope => scope.kind)]
    .map(([kind, { length }]) => counted(length, scopeKindNames[kind], scopeKindNames[kind].replace(/y$/, 'ie').concat('s')))
    .join(', ')
}

/** The first screen: how bad is it, what first, can I trust this run. */
export const overviewScreen: ScreenMaker = ({ model }) => {
  const { run } = model.packed
  const where = scopesInWords(run.scopes)
  const element = h(
    'div',
    { class: 'screen overview' },
    h(
      'div',
      { class: 'headline' },
      h('h1', {}, 'Identity posture'),
      h('p', {}, h('bdi', {}, where), h('span', {}, formatMoment(run.now)), h('span', {}, counted(model.packed.rules.length, 'rule'))),
    ),
    h(
      'div',
      { class: 'panels' },
      scorePanel(model),
      severityPanel(model),
      trustPanel(model),
      firstPanel(model),
      matrix(model),
      noticesSection(model),
      exceptionsSection(model),
    ),
  )
  return { element, show() {} }
}
