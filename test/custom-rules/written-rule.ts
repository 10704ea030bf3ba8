import { rules } from '../../rules/index.ts'
import { customRule, datasetsOf } from '../../src/custom-rules/custom-rule.ts'

export const datasets = datasetsOf(rules)

const base: Readonly<Record<string, unknown>> = {
  id: 'custom-fault',
  title: 'It is as it should be',
  failureTitle: 'It is not',
  severity: 'high',
  recommendation: 'access-governance',
  dataset: 'iam-users',
  pass: 'true',
  message: '{row.name} is not as it should be.',
  rationale: 'Because.',
  remediation: ['Mend it.'],
}

/** The text of a rule file: a sound one, but for what is given; undefined takes a key out. One key a line, in the order of the sound one. */
const ruleText = (more: Readonly<Record<string, unknown>> = {}): string =>
  Object.entries({ ...base, ...more })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('')

export const written = (more: Readonly<Record<string, unknown>> = {}) => customRule(ruleText(more), 'rules/custom-fault.yaml', 'custom-fault', datasets)
