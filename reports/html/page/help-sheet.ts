import { h } from './dom.ts'
import { facts, type SheetContent, section } from './sheet.ts'

const keys = (...names: string[]): HTMLElement => h('span', { class: 'keys' }, ...names.map(name => h('kbd', {}, name)))

/** How to move and search; words about the page only. */
export const helpSheet = (): SheetContent => ({
  title: 'Keyboard and search',
  above: [],
  body: [
    section(
      'Keyboard',
      facts([
        ['Search', keys('/')],
        ['Down and up a list', keys('j', 'k')],
        ['Open', keys('Enter')],
        ['Next and previous, in an open sheet', keys('j', 'k')],
        ['Close', keys('Esc')],
        ['This help', keys('?')],
      ]),
    ),
    section(
      'Print',
      h(
        'p',
        {},
        'Each view prints as it is shown: the overview is a summary, and the findings are listed by rule. "Print in full" above the findings unfolds all of them first.',
      ),
    ),
    section(
      'Search',
      h(
        'p',
        {},
        'Words are searched in names, ids, messages and evidence; all of them must occur. Filters narrow the list, and values joined by commas are alternatives. The address keeps the search, so it can be bookmarked and shared.',
      ),
      facts([
        ['By severity', h('code', {}, 'severity:critical,high')],
        ['By cloud', h('code', {}, 'cloud:entra')],
        ['By recommendation', h('code', {}, 'recommendation:federation')],
        ['By status', h('code', {}, 'status:failing')],
        ['Included in others, which are not counted', h('code', {}, 'status:included')],
        ['By rule', h('code', {}, 'rule:aws-access-key-old')],
        ['By framework or control', h('code', {}, 'framework:cis-aws@5.0/1.10')],
        ['By account or tenant', h('code', {}, 'account:123456789012')],
        ['Exact words', h('code', {}, '"backup operator"')],
        ['Without', h('code', {}, '-test -cloud:aws')],
      ]),
    ),
  ],
})
