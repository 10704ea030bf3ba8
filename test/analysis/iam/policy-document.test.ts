import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coversAction, type ParsedPolicy, parsePolicy, type Statement } from '../../../src/analysis/iam/policy-document.ts'

const parse = (value: unknown): ParsedPolicy => parsePolicy(typeof value === 'string' ? value : JSON.stringify(value))
const only = (value: unknown): Statement => {
  const parsed = parse(value)
  const [statement] = parsed.kind === 'policy' ? parsed.statements : []
  if (statement === undefined) throw new Error(`unreadable: ${JSON.stringify(parsed)}`)
  return statement
}

describe('parsePolicy', () => {
  it('reads single texts and lists alike', () => {
    const lists = only({ Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] }] })
    const texts = only({ Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } })
    expect(texts).toEqual(lists)
    expect(texts.actions).toEqual({ not: false, values: ['s3:GetObject'] })
  })

  it('reads element names, principal kinds and condition keys without regard to case', () => {
    const statement = only({
      statement: {
        SID: 'one',
        effect: 'Deny',
        notaction: 'iam:*',
        NOTRESOURCE: 'x',
        principal: { aws: 'arn:aws:iam::111111111111:root' },
        condition: { stringEQUALSifExists: { 'AWS:SourceVpc': 'v' } },
      },
    })
    expect(statement).toMatchObject({
      label: 'one',
      effect: 'Deny',
      actions: { not: true },
      resources: { not: true },
      principals: { not: false, list: [{ kind: 'AWS', value: 'arn:aws:iam::111111111111:root' }] },
      conditions: [{ operator: 'stringequals', ifExists: true, key: 'aws:sourcevpc', values: ['v'] }],
    })
  })

  it('reads every form of principal', () => {
    const statement = (principal: unknown) => only({ Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', ...(principal as object) } }).principals
    expect(statement({ Principal: '*' })).toEqual({ not: false, list: [{ kind: '*', value: '*' }] })
    expect(statement({ NotPrincipal: { AWS: ['a', 'b'], Service: 's', Federated: 'f', CanonicalUser: 'c' } })).toEqual({
      not: true,
      list: [
        { kind: 'AWS', value: 'a' },
        { kind: 'AWS', value: 'b' },
        { kind: 'Service', value: 's' },
        { kind: 'Federated', value: 'f' },
        { kind: 'CanonicalUser', value: 'c' },
      ],
    })
  })

  it('tells set qualifiers and IfExists from the operator, and takes numbers and booleans as values', () => {
    const { conditions } = only({
      Statement: {
        Effect: 'Allow',
        Action: '*',
        Condition: {
          'ForAllValues:StringLikeIfExists': { k: ['a', 'b'] },
          'ForAnyValue:StringEquals': { k: 'c' },
          Bool: { 'aws:MultiFactorAuthPresent': true },
          NumericLessThan: { n: 3 },
        },
      },
    })
    expect(conditions.map(({ operator, qualifier, ifExists, values }) => [operator, qualifier, ifExists, values])).toEqual([
      ['stringlike', 'ForAllValues', true, ['a', 'b']],
      ['stringequals', 'ForAnyValue', false, ['c']],
      ['bool', undefined, false, ['true']],
      ['numericlessthan', undefined, false, ['3']],
    ])
  })

  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['null', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    ['{}', 'no statement'],
    ['{"Statement":[]}', 'no statement'],
    ['{"Statement":["x"]}', 'statement 1'],
    ['{"Statement":{"Effect":"Permit","Action":"*"}}', 'neither Allow nor Deny'],
    ['{"Statement":{"Effect":"Allow"}}', 'no action'],
    ['{"Statement":{"Effect":"Allow","Action":[]}}', 'action'],
    ['{"Statement":{"Effect":"Allow","Action":"a","NotAction":"b"}}', 'both'],
    ['{"Statement":{"Effect":"Allow","Action":"a","action":"b"}}', 'twice'],
    ['{"Statement":{"Effect":"Allow","Action":"a","Principal":[]}}', 'principal'],
    ['{"Statement":{"Effect":"Allow","Action":"a","Principal":{}}}', 'nobody'],
    ['{"Statement":{"Effect":"Allow","Action":"a","Principal":{"AWS":{"x":1}}}}', 'principal'],
    ['{"Statement":{"Effect":"Allow","Action":"a","Condition":"x"}}', 'condition'],
    ['{"Statement":{"Effect":"Allow","Action":"a","Condition":{"StringEquals":"x"}}}', 'condition'],
    ['{"Statement":{"Effect":"Allow","Action":"a","Condition":{"String-Equals":{"k":"v"}}}}', 'operator'],
    ['{"Statement":{"Effect":"Allow","Action":"a","Condition":{"StringEquals":{"k":null}}}}', 'value'],
    ['{"Statement":{"Effect":"Allow","Action":"a","Resource":7}}', 'resource'],
  ])('calls %s unreadable, never empty', (text, reason) => {
    const parsed = parsePolicy(text)
    expect(parsed).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining(reason) })
  })

  it('is not fooled by names that mean something to JavaScript', () => {
    const parsed = parsePolicy(
      '{"__proto__":{"Statement":[]},"Statement":{"Effect":"Allow","Action":"a","Condition":{"StringEquals":{"__proto__":"v","constructor":"w"}}}}',
    )
    expect(parsed.kind === 'policy' && parsed.statements[0]?.conditions.map(({ key }) => key)).toEqual(['__proto__', 'constructor'])
  })

  it('never throws, whatever the JSON', () => {
    fc.assert(fc.property(fc.json(), text => ['policy', 'unreadable'].includes(parsePolicy(text).kind)))
    fc.assert(fc.property(fc.jsonValue(), value => ['policy', 'unreadable'].includes(parse({ Statement: value }).kind)))
  })

  it('parses one text once', () => {
    const text = '{"Statement":{"Effect":"Allow","Action":"memo:Test"}}'
    expect(parsePolicy(text)).toBe(parsePolicy(`${text}`))
  })

  it('gives the same answer after it had to forget', () => {
    const text = '{"Statement":{"Effect":"Allow","Action":"memo:Again"}}'
    const before = parsePolicy(text)
    for (let i = 0; i < 10; i++) parsePolicy(`{"Statement":{"Effect":"Allow","Action":"${'x'.repeat(1_000_000)}${i}"}}`)
    expect(parsePolicy(text)).toEqual(before)
  })
})

describe('coversAction', () => {
  it.each([
    [{ Action: 'STS:assumerole*' }, true],
    [{ Action: ['s3:*', 'sts:AssumeRoleWith?ebIdentity'] }, true],
    [{ Action: 'sts:AssumeRole' }, false],
    [{ NotAction: 'sts:AssumeRole' }, true],
    [{ NotAction: ['sts:*'] }, false],
  ])('%j', (action, covers) => {
    expect(coversAction(only({ Statement: { Effect: 'Allow', ...action } }), 'sts:AssumeRoleWithWebIdentity')).toBe(covers)
  })
})
