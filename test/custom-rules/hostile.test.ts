import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/config-error.ts'
import { rowTypeOf } from '../../src/custom-rules/custom-rule.ts'
import type { FieldType } from '../../src/custom-rules/field-types.ts'
import type { Row } from '../../src/dataset.ts'
import { tableOf } from '../../src/estate/needs.ts'
import { hostileNames } from '../hostile.ts'
import { datasets, written } from './written-rule.ts'

const context = { now: new Date('2026-11-24T00:00:00Z'), parameters: {} }
const words = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ unit: 'binary', maxLength: 40 }))

const valueFor = (type: FieldType): fc.Arbitrary<unknown> => {
  switch (type.kind) {
    case 'text':
      return words
    case 'time':
      return fc.oneof(fc.constant('2026-01-01T00:00:00Z'), words)
    case 'whole':
    case 'number':
      return fc.oneof(fc.integer(), fc.double())
    case 'truth':
      return fc.boolean()
    case 'list':
      return fc.array(valueFor(type.of), { maxLength: 4 })
    case 'object':
      return fc.record(Object.fromEntries([...type.fields].map(([name, of]) => [name, fc.option(valueFor(of), { freq: 6 })])), { requiredKeys: [] })
  }
}

const conditionFor = (field: string, type: FieldType): string => {
  switch (type.kind) {
    case 'text':
      return `row.${field}.matches("^[a-z]+$") || row.${field}.contains("<") || row.${field} in [row.name] || int(row.${field}) > 1`
    case 'time':
      return `now - row.${field} > days(90)`
    case 'whole':
    case 'number':
      return `row.${field} > 1`
    case 'truth':
      return `row.${field}`
    case 'list':
      return type.of.kind === 'object' ? `row.${field}.size() > 1` : `row.${field}.all(x, x == x)`
    case 'object':
      return `has(row.${field})`
  }
}

describe('what a cloud sends', () => {
  const all = [...datasets.values()]
  const rules = all.map(dataset => {
    const type = rowTypeOf(dataset)
    const conditions = [...type.fields].map(([field, of]) => `(${conditionFor(field, of)})`)
    // As many fields as an expression may have nodes for.
    return { type, rule: written({ dataset: dataset.name, pass: conditions.slice(0, 12).join(' && '), message: '{row.name} {row.id} {row.part}' }).rule }
  })

  it('is data in every dataset: no row makes a rule throw, and the same row gets the same verdict', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rules).chain(({ type, rule }) => fc.record({ rule: fc.constant(rule), row: valueFor(type) })),
        ({ rule, row }) => {
          const subject = Object.freeze({ ...(row as object), id: 'id', scope: 's', name: 'name' }) as Row
          const verdicts = [1, 2].map(() => rule.check(subject, { declared: tableOf([]) }, context))
          expect(['pass', 'fail', 'unknown']).toContain(verdicts[0]?.status)
          expect(verdicts[1]).toEqual(verdicts[0])
        },
      ),
      { numRuns: 500 },
    )
  })

  it('may be anything at all', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.object({ withNullPrototype: true, withDate: true, withBigInt: true, withTypedArray: true }),
        ({ rule }, row) => {
          const subject = { ...row, id: 'id', scope: 's', name: 'name' } as Row
          expect(['pass', 'fail', 'unknown']).toContain(rule.check(subject, { declared: tableOf([]) }, context).status)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is never read as an expression, in a message neither', () => {
    const { rule } = written({ pass: 'false', message: '{row.name}' })
    for (const name of ['{row.id}', '{{row.id}}', '" + row.id + "', ...hostileNames]) {
      const verdict = rule.check({ id: 'secret', scope: 's', name } as Row, { declared: tableOf([]) }, context)
      expect(verdict).toMatchObject({ status: 'fail', message: name })
    }
  })

  it('brings no fields of its own', () => {
    const { rule } = written({ pass: 'has(row.boundaryArn)' })
    for (const more of [{ __proto__: { boundaryArn: 'x' } }, JSON.parse('{"__proto__": {"boundaryArn": "x"}}')])
      expect(rule.check({ ...more, id: 'id', scope: 's', name: 'n' }, { declared: tableOf([]) }, context).status).toBe('fail')
    for (const field of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) expect(() => written({ pass: `has(row.${field})` })).toThrow(ConfigError)
  })
})

describe('what an operator writes', () => {
  const tokens = [
    'row',
    '.name',
    '.groups',
    '.path',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"a"',
    '1',
    '1.5',
    '-',
    '!',
    '&&',
    '||',
    '==',
    'in',
    '?',
    ':',
    '.all(x, ',
    '.map(x, ',
    'x',
    'has(',
    '.matches(',
    '"("',
    'null',
    'true',
    'size(',
    'b"x"',
    'cel.bind(',
    '.',
    'google',
    '.protobuf',
    '.?name',
    '1u',
    'now',
    'days(',
    'duration(',
    "'1h'",
    '\\',
    '\n',
  ]

  it('is either a rule or a mistake with its place', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 14 }).map(parts => parts.join('')),
          fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
        ),
        fc.constantFrom('pass', 'where', 'message'),
        (text, key) => {
          try {
            const { rule } = written({ [key]: text })
            expect(['pass', 'fail', 'unknown']).toContain(rule.check({ id: 'id', scope: 's', name: 'n' } as Row, { declared: tableOf([]) }, context).status)
          } catch (error) {
            expect(error).toBeInstanceOf(ConfigError)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
