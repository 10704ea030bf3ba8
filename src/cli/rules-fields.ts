import pc from 'picocolors'
import { rules } from '../../rules/index.ts'
import { datasetsOf, rowTypeOf } from '../custom-rules/custom-rule.ts'
import type { FieldType } from '../custom-rules/field-types.ts'
import { nearest } from '../nearest.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { useColor } from './terminal.ts'

const typeWords = (type: FieldType): string => {
  if (type.kind === 'list') return `list of ${typeWords(type.of)}`
  if (type.kind === 'text') return type.values === undefined ? 'text' : type.values.map(value => `"${value}"`).join(' | ')
  return { time: 'time', whole: 'whole number', number: 'number', truth: 'true or false', object: 'object' }[type.kind]
}

const fieldLines = (type: FieldType, path: string): string[] => {
  if (type.kind === 'list') return fieldLines(type.of, `${path}[]`)
  if (type.kind !== 'object') return []
  return [...type.fields].flatMap(([field, of]) => [`  ${`${path}.${field}`.padEnd(44)}  ${typeWords(of)}`, ...fieldLines(of, `${path}.${field}`)])
}

/** `postern rules fields`: the datasets that a custom rule may be about; of one, the fields of its rows, what they hold, and what must be granted to read it. */
export const listFields = (name: string | undefined): void => {
  const datasets = datasetsOf(rules)
  const colors = pc.createColors(useColor())
  if (name === undefined) {
    for (const [kind, of] of Map.groupBy(datasets.values(), ({ per }) => per)) {
      process.stdout.write(`${colors.bold(kind)}\n`)
      for (const dataset of of) process.stdout.write(`  ${dataset.name}\n`)
    }
    return
  }
  const dataset = datasets.get(name)
  if (dataset === undefined) {
    const meant = nearest(name, [...datasets.keys()])
    throw new ExitError(
      exitCodes.usage,
      `no dataset is called ${name}${meant === undefined ? '; `postern rules fields` lists them' : `; did you mean ${meant}?`}`,
    )
  }
  const lines = [
    `${colors.bold(dataset.name)} ${colors.dim(`(one table for each ${dataset.per})`)}`,
    ...fieldLines(rowTypeOf(dataset), 'row'),
    colors.dim(`read with ${dataset.permissions.join(', ')}`),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
