import { counted, formatNumber } from '../labels.ts'
import { declarationsOf, isDeclarations, isUnmatched } from './declarations.ts'
import { h, pageLink } from './dom.ts'
import { filterFindings } from './filter.ts'
import { glyph } from './glyphs.ts'
import { pathsIn } from './identity-paths.ts'
import type { Model } from './model.ts'
import { table } from './other-sheets.ts'
import { parseQuery } from './query.ts'
import { viewHash } from './route.ts'
import { strengthsIn } from './sign-in-strength.ts'
import { strengthTable } from './strength-panel.ts'

const noticeNames = {
  'rule-threw': 'A rule failed',
  'view-threw': 'A derived table failed',
  'declaration-unmatched': 'A declaration matches nothing',
  'exception-expired': 'An exception expired',
  'exception-unused': 'An exception covers nothing',
} satisfies Record<Model['packed']['run']['notices'][number]['kind'], string>

/** Whether a verdict may be missing for it. */
export const isMishap = ({ kind }: Model['packed']['run']['notices'][number]): boolean => kind === 'rule-threw' || kind === 'view-threw'

const panel = (id: string, title: string, ...content: readonly (Node | undefined)[]): HTMLElement =>
  h('section', { class: 'panel wide', 'aria-labelledby': id }, h('h2', { id, class: 'label' }, title), ...content)

/** Mishaps of the engine itself, and what the operator wrote to no effect: loud, because a verdict may be missing or another one than was meant. */
export const noticesSection = ({ packed }: Model): HTMLElement | undefined =>
  packed.run.notices.length === 0
    ? undefined
    : panel(
        'notices',
        'Notices',
        h(
          'ul',
          { class: 'notices', role: 'list' },
          ...packed.run.notices.map(notice =>
            h('li', {}, glyph(isMishap(notice) ? 'unknown' : 'info'), h('p', {}, h('b', {}, noticeNames[notice.kind]), h('span', {}, notice.message))),
          ),
        ),
      )

const exceptionNames = { 'in-force': 'In force', expired: 'Expired', unused: 'Covers nothing', 'out-of-sight': 'Not tried everywhere' }
const exceptionGlyphs = { 'in-force': 'pass', expired: 'fail', unused: 'info', 'out-of-sight': 'unknown' } as const
const SOON = 14 * 24 * 3600 * 1000

/** Faults that somebody answers for, until when: those that ran out first, then those that will soon. */
export const exceptionsSection = ({ packed }: Model): HTMLElement | undefined => {
  const now = Date.parse(packed.run.now)
  const isSoon = (expires: string): boolean => Date.parse(expires) - now < SOON
  const state = ({ status, expires }: (typeof packed.run.exceptions)[number]): HTMLElement =>
    h(
      'span',
      { class: `badge is-${exceptionGlyphs[status]}` },
      glyph(exceptionGlyphs[status]),
      h('span', {}, status === 'in-force' && isSoon(expires) ? 'Expires soon' : exceptionNames[status]),
    )
  if (packed.run.exceptions.length === 0) return undefined
  return panel(
    'exceptions',
    'Exceptions',
    table(
      'Exceptions',
      ['State', 'Rule', 'Subject', 'Findings', 'Until', 'Owner', 'Reason', 'Ticket'],
      packed.run.exceptions
        .toSorted((a, b) => (a.expires < b.expires ? -1 : 1))
        .map(entry => [
          state(entry),
          pageLink(viewHash('findings', `rule:${entry.rule}${entry.status === 'expired' ? '' : ' status:accepted'}`), {}, entry.rule),
          entry.scope === undefined ? entry.subject : `${entry.subject} in ${entry.scope}`,
          formatNumber(entry.findings),
          entry.expires,
          entry.owner,
          entry.reason,
          entry.ticket ?? '',
        ]),
    ),
  )
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

const plain = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '' : (JSON.stringify(value) ?? ''))

/** A fact shown, not judged: a list of records as a table, a record as names and values, anything else as JSON. */
const exhibit = (title: string, data: unknown): Node => {
  if (Array.isArray(data) && data.length > 0 && data.every(isRecord)) {
    const heads = [...new Set(data.flatMap(row => Object.keys(row)))]
    return table(
      title,
      heads,
      data.map(row => heads.map(head => plain(new Map(Object.entries(row)).get(head)))),
    )
  }
  if (isRecord(data))
    return table(
      title,
      ['Name', 'Value'],
      Object.entries(data).map(([name, value]) => [name, plain(value)]),
    )
  return h('pre', { tabindex: 0, role: 'group', 'aria-label': title }, JSON.stringify(data, null, 2) ?? '')
}

/** Who or what was declared as what and why, whether it exists, and which findings name it. */
const declarations = (model: Model, title: string): Node => {
  const declared = declarationsOf(model.packed)
  if (declared.length === 0) return h('p', { class: 'note' }, 'Nothing was declared.')
  return table(
    title,
    ['Declared as', 'Kind', 'Id', 'Reason', 'Named in'],
    declared.map(declaration => {
      const { kind, id, as, reason } = declaration
      const query = `"${id.replaceAll('"', '')}"`
      const count = filterFindings(model, parseQuery(query)).total
      const named = isUnmatched(model.packed, declaration)
        ? h('span', { class: 'note-unknown' }, glyph('unknown'), ' matches nothing that was read')
        : count === 0
          ? 'no finding'
          : pageLink(viewHash('findings', query), {}, counted(count, 'finding'))
      return [as === '' ? 'known' : as.replaceAll('-', ' '), kind, h('code', {}, id), reason, named]
    }),
  )
}

const exhibitOf = (model: Model, shown: Model['packed']['run']['exhibits'][number]): Node => {
  if (isDeclarations(shown)) return declarations(model, shown.title)
  const strengths = strengthsIn(shown)
  return strengths === undefined ? exhibit(shown.title, shown.data) : strengthTable(model, shown.title, strengths)
}

/** What the operator declared, and other facts of the run. */
export const exhibitSections = (model: Model): readonly HTMLElement[] =>
  model.packed.run.exhibits.flatMap((shown, index) => (pathsIn(shown) !== undefined ? [] : [panel(`exhibit-${index}`, shown.title, exhibitOf(model, shown))]))

/** Parameters of rules, as they were in this run. */
export const parametersSection = ({ packed }: Model): HTMLElement | undefined => {
  const rows = Object.entries(packed.run.parameters).flatMap(([rule, values]) =>
    Object.entries(values).map(([name, value]) => [h('code', {}, rule), name, plain(value)]),
  )
  return rows.length === 0 ? undefined : panel('parameters', 'Parameters', table('Parameters', ['Rule', 'Parameter', 'Value'], rows))
}

/** How many requests the run cost each service, over all scopes. */
export const requestsSection = ({ packed }: Model): HTMLElement | undefined => {
  const sums = new Map<string, { requests: number; failed: number }>()
  for (const { service, requests, failed } of packed.run.scopes.flatMap(scope => scope.requests)) {
    const sum = sums.get(service) ?? { requests: 0, failed: 0 }
    sums.set(service, { requests: sum.requests + requests, failed: sum.failed + failed })
  }
  if (sums.size === 0) return undefined
  const total = [...sums.values()].reduce((sum, entry) => sum + entry.requests, 0)
  return panel(
    'requests',
    'Requests',
    h('p', { class: 'note' }, `${counted(total, 'request')} in all.`),
    table(
      'Requests by service',
      ['Service', 'Requests', 'Failed'],
      [...sums].toSorted(([, a], [, b]) => b.requests - a.requests).map(([service, sum]) => [service, formatNumber(sum.requests), formatNumber(sum.failed)]),
    ),
  )
}
