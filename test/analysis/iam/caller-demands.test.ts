import { describe, expect, it } from 'vitest'
import { callerDemand } from '../../../src/analysis/iam/caller-demands.ts'
import { parsePolicy, type Statement } from '../../../src/analysis/iam/policy-document.ts'

const statements = (...list: readonly object[]): readonly Statement[] => {
  const parsed = parsePolicy(JSON.stringify({ Statement: list }))
  if (parsed.kind !== 'policy') throw new Error(parsed.reason)
  return parsed.statements
}
const statement = (effect: string, condition: object) => ({ Effect: effect, Principal: '*', Action: 'sts:AssumeRole', Condition: condition })
const demand = (condition: object, ...denies: readonly object[]) =>
  callerDemand(
    statements(statement('Allow', condition)).flatMap(({ conditions }) => conditions),
    denies.length === 0 ? [] : statements(...denies.map(deny => statement('Deny', deny))),
  )

describe('whom a condition names', () => {
  it.each([
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } }, ['organization o-exampleorg1']],
    [
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-exampleorg1/r-a/*', 'o-exampleorg2/*'] } },
      ['organization o-exampleorg1', 'organization o-exampleorg2'],
    ],
    [{ StringEqualsIgnoreCase: { 'aws:PrincipalOrgID': 'O-EXAMPLEORG1' } }, ['organization o-exampleorg1']],
    [{ StringEquals: { 'aws:PrincipalAccount': '222222222222' } }, ['account 222222222222']],
    [{ StringLike: { 'aws:PrincipalArn': 'arn:*:iam::222222222222:role/*' } }, ['account 222222222222']],
    [{ ArnEquals: { 'aws:FederatedProvider': 'arn:aws:iam::222222222222:saml-provider/entra' } }, ['account 222222222222']],
    [{ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, undefined],
    [{ StringEquals: { 'aws:SourceVpce': 'vpce-1', 'aws:PrincipalOrgID': 'o-exampleorg1' } }, ['organization o-exampleorg1']],
    [{ StringEquals: { 'sts:ExternalId': 'x' } }, undefined],
  ])('%j: %j', (condition, named) => expect(demand(condition).outsiders?.map(({ kind, id }) => `${kind} ${id}`)).toEqual(named))

  it('those who get past a Deny', () => {
    const orgOrAccount = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:PrincipalAccount': '222222222222' } }
    expect(demand({}, orgOrAccount).outsiders?.map(({ id }) => id)).toEqual(['o-exampleorg1', '222222222222'])
    expect(demand({}, { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:SourceVpc': 'vpc-1' } }).outsiders).toBeUndefined()
  })
})

describe('how far', () => {
  it.each([
    [{}, 'open'],
    [{ StringEquals: { 'sts:RoleSessionName': 'x', 'aws:RequestTag/team': 'x' } }, 'open'],
    [{ Null: { 'aws:PrincipalOrgID': 'false' } }, 'open'],
    [{ Bool: { 'aws:PrincipalIsAWSService': 'false' } }, 'open'],
    [{ Bool: { 'aws:PrincipalIsAWSService': 'true' } }, 'narrow'],
    [{ DateLessThan: { 'aws:CurrentTime': '2036-01-01T00:00:00Z' } }, 'open'],
    [{ DateGreaterThan: { 'aws:CurrentTime': '2036-01-01T00:00:00Z' } }, 'undecided'],
    [{ StringLike: { 'aws:userid': 'AROA*' } }, 'open'],
    [{ StringEquals: { 'aws:userid': '222222222222' } }, 'narrow'],
    [{ StringLike: { 'aws:SourceVpc': 'vpc-*' } }, 'open'],
    [{ StringEquals: { 'aws:SourceAccount': '222222222222' } }, 'narrow'],
    [{ StringLike: { 'aws:SourceAccount': '*' } }, 'undecided'],
    [{ Null: { 'aws:SourceArn': 'false' } }, 'undecided'],
    [{ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::logs' } }, 'narrow'],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs/*' } }, 'narrow'],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs*' } }, 'undecided'],
    [{ ArnLike: { 'aws:SourceArn': '*' } }, 'undecided'],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:222222222222:*' } }, 'narrow'],
    [{ ArnLikeIfExists: { 'aws:SourceArn': 'arn:aws:s3:::logs' } }, 'open'],
    [{ StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } }, 'narrow'],
    [{ IpAddress: { 'aws:SourceIp': ['203.0.113.7', '128.0.0.0/1'] } }, 'open'],
    [{ IpAddress: { 'aws:SourceIp': '2001:db8::/32' } }, 'narrow'],
    [{ IpAddress: { 'aws:SourceIp': '2600::/12' } }, 'open'],
    [{ IpAddress: { 'aws:SourceIp': '::/8' } }, 'open'],
    [{ StringLike: { 'aws:SourceIp': '203.0.113.*' } }, 'narrow'],
    [{ StringLike: { 'aws:SourceIp': '*.*' } }, 'open'],
    [{ StringEquals: { 'aws:PrincipalOrgID': 'exampleorg1' } }, 'narrow'],
    [{ StringEquals: { 'aws:PrincipalOrgID': '*' } }, 'narrow'],
    [{ StringLike: { 'aws:PrincipalOrgID': '*' } }, 'open'],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::2222222222*:role/x' } }, 'open'],
  ])('%j: %s', (condition, narrowing) => expect(demand(condition).narrowing).toBe(narrowing))
})

describe('a Deny that spares services', () => {
  it.each([
    [{ Bool: { 'aws:PrincipalIsAWSService': 'false' } }, 'narrow'],
    [{ BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }, 'narrow'],
    [{ Bool: { 'aws:PrincipalIsAWSService': 'true' } }, 'open'],
    [{ Bool: { 'aws:ViaAWSService': 'false' } }, 'undecided'],
    [{ Bool: { 'aws:ViaAWSService': 'false', 'aws:PrincipalIsAWSService': 'false' } }, 'undecided'],
    [{ Null: { 'aws:SourceArn': 'true' } }, 'undecided'],
  ])('%j: %s', (deny, narrowing) => expect(demand({}, deny).narrowing).toBe(narrowing))
})
