import { z } from 'zod'
import { recommendations, severities } from '../assessment.ts'
import { type Path, problemsOf, readWritten, type Written } from '../checked-yaml.ts'
import type { AnyDataset } from '../dataset.ts'
import { didYouMean } from '../nearest.ts'
import { LONGEST_EXPRESSION } from './expression.ts'

/** Ids of custom rules begin so, and no id of Postern's own ever will: no later version can take one away. */
const PREFIX = 'custom-'

const words = z.string().trim().min(1).max(500)
const paragraph = z.string().trim().min(1).max(5000)
const expression = z.string().trim().min(1).max(LONGEST_EXPRESSION)
const step = z.union([paragraph.transform(text => ({ text })), z.strictObject({ text: paragraph, command: paragraph.optional() })])
const link = z
  .string()
  .max(2000)
  .regex(/^https:\/\/[^\s]+$/, 'must be an address that begins with https://')
const reference = z.union([link.transform(url => ({ title: url.slice('https://'.length), url })), z.strictObject({ title: words, url: link })])
const parameter = z.union([z.number(), z.boolean(), z.string(), z.array(z.string())])

const shape = z.strictObject({
  id: z
    .string()
    .regex(/^custom-[a-z0-9]+(-[a-z0-9]+)*$/, `must begin with \`${PREFIX}\`, and go on with small letters, digits and hyphens`)
    .max(100),
  title: words,
  failureTitle: words,
  severity: z.enum(severities),
  recommendation: z.enum(recommendations),
  dataset: z.string(),
  where: expression.optional(),
  pass: expression,
  message: words,
  rationale: paragraph,
  remediation: z.array(step).min(1),
  verify: z
    .array(step)
    .min(1)
    .default([{ text: 'Scan again: the finding is gone.' }]),
  references: z.array(reference).default([]),
  frameworks: z.record(z.string().regex(/^[a-z0-9][a-z0-9.@-]*$/, 'must be a name such as house-rules@1'), z.array(z.string().min(1)).min(1)).default({}),
  parameters: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a name such as maximumDays'), parameter).default({}),
})

/** A rule as its file says it, checked but for its expressions. */
export type RuleFile = z.infer<typeof shape>

export interface ReadRuleFile extends Written {
  readonly says: RuleFile
  readonly dataset: AnyDataset
}

const keysAt = (path: Path): readonly string[] => (path.length === 0 ? Object.keys(shape.shape) : [])

/** Reads one file, YAML or JSON. `name` is the file's own, without its ending: the id. Throws `ConfigError` for the first thing wrong, with its line. */
export const readRuleFile = (text: string, file: string, name: string, datasets: ReadonlyMap<string, AnyDataset>): ReadRuleFile => {
  const written = readWritten(text, file)
  const refuse: Written['refuse'] = problem => written.refuse(problem)
  const parsed = shape.safeParse(written.value ?? {}, { reportInput: true })
  if (!parsed.success) return refuse(problemsOf(parsed.error.issues, keysAt)[0] ?? { path: [], message: 'not a rule' })
  const says = parsed.data
  if (says.id !== name) return refuse({ path: ['id'], message: `a rule has the name of its file: \`${name}\`, or the file that of the rule` })
  const dataset = datasets.get(says.dataset)
  if (dataset !== undefined) return { ...written, says, dataset }
  return refuse({
    path: ['dataset'],
    message: `no dataset is called \`${says.dataset}\`${didYouMean(says.dataset, [...datasets.keys()], '; `postern rules fields` lists them')}`,
  })
}
