import { counted, formatNumber } from '../labels.ts'
import { h, pageLink, styled, svg } from './dom.ts'
import { filterFindings, filterQuestions } from './filter.ts'
import { type Glyph, glyph } from './glyphs.ts'
import type { Model } from './model.ts'
import { table } from './other-sheets.ts'
import { parseQuery } from './query.ts'
import { viewHash } from './route.ts'
import { type Flow, kindNames, type PersonKind, type Strength, strengthNames, strengthsIn, type TenantStrength } from './sign-in-strength.ts'
import { layOut, type Words } from './strength-layout.ts'

const looks: Readonly<Record<Strength, { readonly tone: string; readonly mark: Glyph }>> = {
  none: { tone: 'critical', mark: 'fail' },
  'single-factor': { tone: 'critical', mark: 'fail' },
  'mfa-when-necessary': { tone: 'medium', mark: 'medium' },
  mfa: { tone: 'low', mark: 'low' },
  'phishing-resistant': { tone: 'pass', mark: 'pass' },
  blocked: { tone: 'info', mark: 'not-applicable' },
  unknown: { tone: 'unknown', mark: 'unknown' },
}

/** The rules that ask about the weakest sign-ins of a kind of people: their findings are behind a band. */
const mfaRules: Readonly<Partial<Record<PersonKind, string>>> = {
  administrators: 'entra-mfa-not-required-for-admins',
  members: 'entra-mfa-not-required-for-users',
  guests: 'entra-mfa-not-required-for-guests',
}

const ruleOf = ({ kind, strength }: Pick<Flow, 'kind' | 'strength'>): string | undefined => {
  if (strength === 'phishing-resistant' || strength === 'blocked') return undefined
  if (strength === 'mfa') return kind === 'administrators' ? 'entra-admins-without-phishing-resistant-mfa' : undefined
  return mfaRules[kind]
}

/** What leads to the findings or open questions behind some people, if this run has any. */
const behind = (model: Model, tenant: string, flow: Pick<Flow, 'kind' | 'strength'>): string | undefined => {
  const rule = ruleOf(flow)
  if (rule === undefined) return undefined
  const query = `rule:${rule} scope:${tenant.slice(tenant.indexOf('/') + 1)}`
  const withIncluded = `${query} status:failing,included,accepted`
  if (flow.strength === 'unknown' && filterQuestions(model, parseQuery(query)).total > 0) return viewHash('unanswered', query)
  return filterFindings(model, parseQuery(withIncluded)).total > 0 ? viewHash('findings', withIncluded) : undefined
}

const peopleWords = ({ kind, people, atLeast }: Flow): string =>
  `${counted(people, kindNames[kind][0], kindNames[kind][1])}${atLeast === undefined ? '' : `, at least ${strengthNames[atLeast].replace(/^[A-Z](?=[a-z])/, letter => letter.toLowerCase())}`}`

const rem = (value: number): string => `${Number(value.toFixed(3))}rem`
const placed = <E extends HTMLElement>(element: E, { top, height, bar }: { top: number; height: number; bar: { top: number; height: number } }): E =>
  styled(element, { '--top': rem(top), '--height': rem(height), '--bar-top': rem(bar.top - top), '--bar': rem(bar.height) })

const LINE = 1.2

/** Room for words: the name on a line, and below it the kinds of people, each on a line of its own where the page is narrow. */
const roomFor = (isNarrow: boolean): Words => ({
  kind: kind => LINE * (isNarrow && kindNames[kind][1].length > 14 ? 3.1 : 2.2),
  strength(strength, flows) {
    const lengths = flows.map(flow => peopleWords(flow).length + 3)
    const name = isNarrow ? Math.ceil((strengthNames[strength].length + 6) / 17) : 1
    const people = isNarrow
      ? lengths.reduce((lines, length) => lines + Math.ceil(length / 22), 0)
      : Math.ceil(lengths.reduce((sum, length) => sum + length, 0) / 40)
    return LINE * (name + people) + 0.2
  },
})

const picture = (model: Model, { scope, flows }: TenantStrength, isNarrow: boolean): HTMLElement => {
  const { height, kinds, strengths, bands } = layOut(flows, roomFor(isNarrow))
  const links = new Map<string, string | undefined>()
  const linkOf = (flow: Pick<Flow, 'kind' | 'strength'>): string | undefined => {
    const key = `${flow.kind} ${flow.strength}`
    if (!links.has(key)) links.set(key, behind(model, scope, flow))
    return links.get(key)
  }
  const people = (flow: Flow): HTMLElement => {
    const [hash, words] = [linkOf(flow), peopleWords(flow)]
    return h('li', {}, hash === undefined ? words : pageLink(hash, {}, words))
  }
  const band = ({ kind, strength, left, right, thickness }: (typeof bands)[number]): SVGElement => {
    const d = `M0 ${left} C 50 ${left} 50 ${right} 100 ${right} V ${right + thickness} C 50 ${right + thickness} 50 ${left + thickness} 0 ${left + thickness} Z`
    const path = svg('path', { d, class: `band is-${kind === 'emergency-access' ? 'info' : looks[strength].tone} to-${strength}` })
    const hash = linkOf({ kind, strength })
    // Its words are beside the picture, where the keyboard reaches them.
    return hash === undefined ? path : svg('a', { href: hash, tabindex: -1 }, path)
  }
  return styled(
    h(
      'div',
      { class: 'strengths' },
      h(
        'ul',
        { class: 'from', role: 'list', 'aria-label': 'Who signs in' },
        ...kinds.map(node =>
          placed(h('li', {}, h('b', {}, formatNumber(node.people)), h('span', {}, kindNames[node.key][node.people === 1 ? 0 : 1]), h('i')), node),
        ),
      ),
      svg(
        'svg',
        { viewBox: `0 0 100 ${Number(height.toFixed(3))}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
        ...bands.toSorted((a, b) => b.thickness - a.thickness).map(band),
      ),
      h(
        'ul',
        { class: 'to', role: 'list', 'aria-label': 'What their weakest sign-in must prove' },
        ...strengths.map(node =>
          placed(
            h(
              'li',
              { class: `is-${looks[node.key].tone}` },
              h('i'),
              h('p', {}, glyph(looks[node.key].mark), h('b', {}, formatNumber(node.people)), h('span', {}, strengthNames[node.key])),
              h('ul', { role: 'list' }, ...node.flows.map(people)),
            ),
            node,
          ),
        ),
      ),
    ),
    { '--picture': rem(height) },
  )
}

const narrow = matchMedia('(max-width: 45rem)')

const tenantPart = (model: Model, tenant: TenantStrength, isOnly: boolean): HTMLElement => {
  const name = !isOnly && h('h3', {}, h('bdi', {}, model.scopeName(tenant.scope)))
  if (tenant.unknown !== undefined)
    return h(
      'div',
      { class: 'tenant-strength' },
      name,
      h('p', { class: 'unknowns is-unknown' }, glyph('unknown'), h('span', {}, `Unknown: ${tenant.unknown}.`)),
    )
  const asides = [
    tenant.unclear.length > 0 && `Who is behind ${tenant.unclear.join(', ')} is not known: some who are counted as members or guests may be administrators.`,
    tenant.synchronizationAccounts > 0 && `${counted(tenant.synchronizationAccounts, 'account')} of Microsoft Entra Connect not counted.`,
  ].filter(words => words !== false)
  return h(
    'div',
    { class: 'tenant-strength' },
    name,
    tenant.flows.length === 0 ? h('p', {}, 'No enabled account was found.') : picture(model, tenant, narrow.matches),
    ...asides.map(words => h('p', { class: 'note' }, words)),
  )
}

/** The same as a table, tenant by tenant. */
export const strengthTable = (model: Model, title: string, tenants: readonly TenantStrength[]): HTMLElement =>
  table(
    title,
    ['Tenant', 'Accounts', 'Who', 'Weakest sign-in'],
    tenants.flatMap(({ scope, flows, unknown }) =>
      unknown === undefined
        ? flows.map(({ kind, strength, atLeast, people }) => [
            model.scopeName(scope),
            formatNumber(people),
            kindNames[kind][people === 1 ? 0 : 1],
            atLeast === undefined ? strengthNames[strength] : `${strengthNames[strength]}, at least ${strengthNames[atLeast]}`,
          ])
        : [[model.scopeName(scope), '', '', `${strengthNames.unknown}: ${unknown}`]],
    ),
  )

/** How weakly people can sign in: for each tenant a band from who they are to what their weakest sign-in must prove. */
export const strengthPanel = (model: Model): HTMLElement | undefined => {
  const tenants = model.packed.run.exhibits.flatMap(shown => strengthsIn(shown) ?? [])
  if (tenants.length === 0) return undefined
  const pictures = h('div', { class: 'tenants' })
  const draw = (): void => pictures.replaceChildren(...tenants.map(tenant => tenantPart(model, tenant, tenants.length === 1)))
  draw()
  narrow.addEventListener('change', () => {
    if (pictures.isConnected) draw()
  })
  return h(
    'section',
    { class: 'panel strength', 'aria-labelledby': 'strength' },
    h('h2', { id: 'strength', class: 'label' }, 'What the weakest sign-in must prove'),
    h(
      'p',
      { class: 'note' },
      'Enabled accounts, by what Conditional Access or security defaults ask in the least protected sign-in to any application, from a browser or a modern app.',
    ),
    pictures,
  )
}
