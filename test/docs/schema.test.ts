import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { json } from '../../reports/json.ts'
import { rules } from '../../rules/index.ts'
import { judge } from '../../src/cli/judge.ts'
import { openSnapshot } from '../../src/cli/snapshot-folder.ts'
import { parseConfig } from '../../src/config.ts'

const folder = new URL('../../fixtures/snapshots/contoso/', import.meta.url)
const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../docs/assessment.schema.json'), 'utf8'))
const validate = new Ajv2020({ strict: false }).compile(schema)

const assessment = () => {
  const config = parseConfig(readFileSync(new URL('postern.yaml', folder), 'utf8'), 'postern.yaml', rules)
  const [file] = json(judge(openSnapshot(fileURLToPath(folder)), config, { allowUnknown: [] }))
  return JSON.parse([...(file?.text ?? [])].join(''))
}

describe('the published schema', () => {
  it('accepts what a run writes', () => {
    validate(assessment())
    expect(validate.errors).toBeNull()
  })

  it.each([
    ['another version', (value: Record<string, unknown>) => ({ ...value, schema: 2 })],
    ['no gate', ({ gate: _gate, ...value }: Record<string, unknown>) => value],
    ['a completeness over 1', (value: Record<string, unknown>) => ({ ...value, score: { ...(value.score as object), completeness: 1.5 } })],
  ])('refuses %s', (_name, spoil) => {
    expect(validate(spoil(assessment()))).toBe(false)
  })
})
