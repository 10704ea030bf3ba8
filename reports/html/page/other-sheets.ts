import type { Assessment } from '../../../src/assessment.ts'
import { cloudNames, counted, formatMoment, formatNumber, scopeKindNames, subjectsName } from '../labels.ts'
import { copyButton } from './clipboard.ts'
import { h, pageLink } from './dom.ts'
import { gapList, waitsFor } from './gap-list.ts'
import { severityBadge, statusBadge } from './glyphs.ts'
import type { FindingStatus, Model, QuestionView, RuleEntry } from './model.ts'
import { readingOf } from './reading.ts'
import { sheetHash, viewHash } from './route.ts'
import { placeTags, ruleLink, ruleSections } from './rule-sections.ts'
import { facts, type SheetContent, section } from './sheet.ts'
import { causesOf, severalCauses } from './unknown-groups.ts'

const MOST_ROWS = 200

type Cell = Node | string

/** A table with a caption for screen readers; beyond 200 rows it says how many more there are. */
export const table = (name: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): HTMLElement => {
  const more = rows.length - MOST_ROWS
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': name },
    h(
      'table',
      { class: heads.length > 3 ? 'stack' : '' },
      h('thead', {}, h('tr', {}, ...heads.map(head => h('th', { scope: 'col' }, head)))),
      h(
        'tbody',
        {},
        ...rows
          .slice(0, MOST_ROWS)
          .map(cells => h('tr', {}, ...cells.map((cell, at) => h('td', { 'data-label': heads[at] }, typeof cell === 'string' ? h('bdi', {}, cell) : cell)))),
      ),
    ),
    more > 0 && h('p', { class: 'more' }, `and ${formatNumber(more)} more in assessment.json`),
  )
}

/** One unanswered question: what was asked, why there is no answer, what would give one. */
export const questionSheet = (model: Model, question: QuestionView): SheetContent => {
  const { rule } = question.rule
  const gaps = typeof question.because === 'string' ? [] : question.because
  const permissions = [...new Set(gaps.flatMap(gap => gap.permission ?? []))]
  const several = severalCauses(causesOf(gaps), 1)
  return {
    title: rule.title,
    above: [statusBadge('unknown'), h('span', {}, 'counts as up to'), severityBadge(rule.upTo), h('span', {}, cloudNames[rule.cloud])],
    body: [
      h('p', { class: 'verdict is-unknown' }, gaps.length === 0 ? question.message : waitsFor(gaps)),
      several === undefined ? undefined : h('p', { class: 'several' }, `${several}.`),
      h(
        'div',
        { class: 'actions' },
        copyButton('Copy link', () => location.href),
        permissions.length > 0 ? copyButton('Copy permissions', () => permissions.join('\n')) : undefined,
      ),
      section('What is missing', gapList(model, gaps)),
      section(
        'This question',
        facts([
          ['About', question.subject?.name ?? 'every subject in the scope'],
          ['Kind', question.subject === undefined ? undefined : subjectsName(question.subject.kind, 1)],
          ['Id', question.subject === undefined ? undefined : h('code', {}, question.subject.id)],
          ['Scope', h('span', {}, h('bdi', {}, model.scopeName(question.scope)), ' ', h('code', {}, question.scope))],
          ['Rule', ruleLink(rule)],
        ]),
      ),
      ...ruleSections(rule),
    ],
  }
}

/** To the findings that count, and to those that are included in others or accepted. */
const findingLinks = (model: Model, findings: readonly number[], query: string): readonly HTMLElement[] => {
  const of = (status: FindingStatus): number => findings.filter(index => model.statusOf(index) === status).length
  const link = (terms: string, words: string): HTMLElement => pageLink(viewHash('findings', terms), { class: 'go' }, `Show ${words}`)
  const [failing, included, accepted] = [of('failing'), of('included'), of('accepted')]
  return [
    ...(failing > 0 ? [link(query, counted(failing, 'finding'))] : []),
    ...(included > 0 ? [link(`status:included ${query}`, `${formatNumber(included)} included in others`)] : []),
    ...(accepted > 0 ? [link(`status:accepted ${query}`, `${formatNumber(accepted)} accepted`)] : []),
  ]
}

/** One rule: what it examined where, and its words. */
export const ruleSheet = (model: Model, entry: RuleEntry): SheetContent => {
  const { rule, status, tallies, why } = entry
  const number = model.packed.rules.indexOf(entry)
  const findings = model.findingsOf[number] ?? []
  const questions = model.questionsOf[number]?.length ?? 0
  const parameters = Object.entries(model.packed.run.parameters).find(([id]) => id === rule.id)?.[1] ?? {}
  const query = `rule:${rule.id}`
  return {
    title: status === 'fail' ? rule.failureTitle : rule.title,
    above: [statusBadge(status), severityBadge(rule.severity), ...placeTags(rule)],
    body: [
      status === 'fail' ? h('p', { class: 'verdict' }, `The requirement: ${rule.title}.`) : undefined,
      why === undefined ? undefined : h('p', { class: 'verdict' }, why),
      h(
        'div',
        { class: 'actions' },
        ...findingLinks(model, findings, query),
        questions > 0 ? pageLink(viewHash('unanswered', query), { class: 'go' }, `Show ${counted(questions, 'unanswered question')}`) : undefined,
        copyButton('Copy link', () => location.href),
      ),
      section(
        'What was examined',
        tallies.length === 0
          ? undefined
          : table(
              'What was examined',
              ['Scope', 'Examined', 'Passed', 'Failed', 'Unknown'],
              tallies.map(tally => [model.scopeName(tally.scope), ...[tally.examined, tally.passed, tally.failed, tally.unknown].map(formatNumber)]),
            ),
      ),
      section('Parameters', facts(Object.entries(parameters).map(([name, value]) => [name, h('code', {}, JSON.stringify(value) ?? '')]))),
      ...ruleSections(rule),
      section(
        'This rule',
        facts([
          ['Id', h('code', {}, rule.id)],
          ['Formerly', rule.formerly.join(', ')],
          ['Includes findings of', rule.supersedes.join(', ')],
        ]),
      ),
    ],
  }
}

/** How one scope was read: as whom, what of it, with how many requests. */
export const scopeSheet = (model: Model, scope: Assessment['scopes'][number]): SheetContent => {
  const { tables, requests, gaps } = scope
  const { complete, incomplete } = readingOf(scope)
  const own = model.packed.texts.indexOf(scope.id)
  const findings = model.packed.findings.scope.flatMap((text, index) => (text === own ? [index] : []))
  const questions = model.packed.questions.scope.filter(text => text === own).length
  const parent = model.packed.run.scopes.find(candidate => candidate.id === scope.parent)
  return {
    title: model.scopeName(scope.id),
    above: [h('span', {}, scopeKindNames[scope.kind])],
    body: [
      h(
        'p',
        { class: incomplete > 0 ? 'verdict is-unknown' : 'verdict is-pass' },
        incomplete > 0
          ? `${formatNumber(incomplete)} of ${counted(complete + incomplete, 'table')} could not be read whole.`
          : `${complete === 1 ? 'Its one table was' : `All ${formatNumber(complete)} tables were`} read whole: ${counted(tables.rows, 'row')}.`,
      ),
      h(
        'div',
        { class: 'actions' },
        ...findingLinks(model, findings, `scope:${scope.id}`),
        questions > 0 && pageLink(viewHash('unanswered', `scope:${scope.id}`), { class: 'go' }, `Show ${counted(questions, 'unanswered question')}`),
        copyButton('Copy link', () => location.href),
      ),
      section('What could not be read', gapList(model, gaps)),
      section(
        'Requests',
        requests.length === 0
          ? undefined
          : table(
              'Requests by service',
              ['Service', 'Requests', 'Failed'],
              requests.map(entry => [entry.service, formatNumber(entry.requests), formatNumber(entry.failed)]),
            ),
      ),
      section(
        'This scope',
        facts([
          ['Id', h('code', {}, scope.id)],
          ['Read as', scope.identity === undefined ? undefined : h('code', {}, scope.identity)],
          [
            'Interrupted',
            scope.resumed &&
              `The scan went on at ${formatMoment(scope.resumed.at)}; ${counted(scope.resumed.tables, 'table')} are from before, judged as of ${formatMoment(model.packed.run.now)}.`,
          ],
          ['Within', parent === undefined ? scope.parent : pageLink(sheetHash('scope', parent.id), {}, model.scopeName(parent.id))],
        ]),
      ),
    ],
  }
}
