import type { RuleInfo } from '../../../src/assessment.ts'
import { counted, formatMoment, formatNumber, scopeKindNames } from '../labels.ts'
import { severityCounts } from '../severity-counts.ts'
import { h, pageLink } from './dom.ts'
import { glyph } from './glyphs.ts'
import { matrix } from './matrix.ts'
import type { Model } from './model.ts'
import { viewHash } from './route.ts'
import { ruleShare } from './rule-share.ts'
import { exceptionsSection, noticesSection } from './run-sections.ts'
import { scorePanel, severityPanel } from './score-panel.ts'
import type { ScreenMaker } from './screen.ts'
import { severityMix } from './severity-mix.ts'
import { strengthPanel } from './strength-panel.ts'
import { trustPanel } from './trust-panel.ts'

const MOST = 5

/** The first step of a fix, as what it is: one of several. */
const firstStep = ({ remediation }: RuleInfo): HTMLElement | undefined => {
  const [step] = remediation
  if (step === undefined) return undefined
  return h('span', { class: 'step' }, h('b', {}, remediation.length === 1 ? 'To fix: ' : `Step 1 of ${remediation.length}: `), step.text)
}

/** What first: the rules whose findings weigh most. */
const firstPanel = (model: Model): HTMLElement => {
  const rules = model.ruleOrder.flatMap(number => {
    const open = (model.findingsOf[number] ?? []).filter(index => model.statusOf(index) === 'failing')
    const entry = model.packed.rules[number]
    return entry === undefined || open.length === 0 ? [] : [{ number, rule: entry.rule, open }]
  })
  return h(
    'section',
    { class: 'panel first', 'aria-labelledby': 'first' },
    h('h2', { id: 'first', class: 'label' }, 'What to do first'),
    rules.length === 0 && h('p', {}, 'No rule has an open finding in this run.'),
    h(
      'ol',
      { role: 'list' },
      ...rules
        .slice(0, MOST)
        .map(({ number, rule, open }, at) =>
          h(
            'li',
            {},
            pageLink(
              viewHash('findings', `rule:${rule.id}`),
              {},
              h('span', { class: 'rank', 'aria-hidden': true }, at + 1),
              severityMix(severityCounts(open.map(index => model.packed.findings.severity[index] ?? -1))),
              h('span', { class: 'what' }, h('span', { class: 'name' }, rule.failureTitle), firstStep(rule)),
              ruleShare(model, number, open.length),
              glyph('chevron'),
            ),
          ),
        ),
    ),
    rules.length > MOST && pageLink(viewHash('findings'), { class: 'go' }, `All ${formatNumber(rules.length)} failing rules`),
  )
}

/** `1 AWS organization, 7 AWS accounts`; a single scope by its name. */
const scopesInWords = (model: Model): string => {
  const scopes = model.packed.run.scopes.filter(scope => scope.kind !== 'operator')
  const [only] = scopes
  if (scopes.length === 1 && only !== undefined) return model.scopeName(only.id)
  return [...Map.groupBy(scopes, scope => scope.kind)]
    .map(([kind, { length }]) => counted(length, scopeKindNames[kind], scopeKindNames[kind].replace(/y$/, 'ie').concat('s')))
    .join(', ')
}

/** The first screen: how bad is it, what first, can I trust this run. */
export const overviewScreen: ScreenMaker = ({ model }) => {
  const { run } = model.packed
  const where = scopesInWords(model)
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
      strengthPanel(model),
      matrix(model),
      noticesSection(model),
      exceptionsSection(model),
    ),
  )
  return { element, show() {} }
}
