import type { RuleInfo, Step } from '../../../src/assessment.ts'
import { cloudNames, recommendationNames } from '../labels.ts'
import { copyButton } from './clipboard.ts'
import { h, pageLink, webLink } from './dom.ts'
import { sheetHash } from './route.ts'
import { section } from './sheet.ts'

/** The cloud and the recommendation of a rule; of what spans clouds these are the same word, said once. */
export const placeTags = ({ cloud, recommendation }: Pick<RuleInfo, 'cloud' | 'recommendation'>): readonly HTMLElement[] =>
  [...new Set([cloudNames[cloud], recommendationNames[recommendation]])].map(name => h('span', {}, name))

/** A command as it stands, to be copied as it is. */
const command = (text: string): HTMLElement =>
  h(
    'div',
    { class: 'command' },
    h('pre', { tabindex: 0, role: 'group', 'aria-label': 'Command' }, h('code', {}, text)),
    copyButton('Copy', () => text),
  )

const steps = (list: readonly Step[]): HTMLElement | undefined =>
  list.length === 0
    ? undefined
    : h('ol', { class: 'steps' }, ...list.map(step => h('li', {}, h('p', {}, step.text), step.command !== undefined && command(step.command))))

/** `cis-aws@5.0` to `cis-aws 5.0`. */
const chips = (entries: Readonly<Record<string, readonly string[]>>): HTMLElement | undefined => {
  const list = Object.entries(entries)
  if (list.length === 0) return undefined
  return h('ul', { class: 'chips', role: 'list' }, ...list.map(([name, controls]) => h('li', {}, h('b', {}, name.replace('@', ' ')), ' ', controls.join(', '))))
}

/** The words of the rule: why, how to fix, how to verify, where it comes from. */
export const ruleSections = (rule: RuleInfo): readonly (HTMLElement | undefined)[] => [
  section('Why it matters', rule.rationale === '' ? undefined : h('p', {}, rule.rationale)),
  section('How to fix', steps(rule.remediation)),
  section('How to verify', steps(rule.verify)),
  section('Frameworks', chips(rule.frameworks)),
  section('The same check elsewhere', chips(rule.equivalents)),
  section(
    'References',
    rule.references.length === 0
      ? undefined
      : h('ul', { class: 'references', role: 'list' }, ...rule.references.map(({ title, url }) => h('li', {}, webLink(title, url)))),
  ),
]

export const ruleLink = (rule: RuleInfo): HTMLElement => pageLink(sheetHash('rule', rule.id), {}, rule.id)
