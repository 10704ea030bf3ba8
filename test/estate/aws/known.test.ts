import { describe, expect, it } from 'vitest'
import { accountOfIdentityCenter, isOfIdentityCenter } from '../../../src/estate/aws/known-issuers.ts'

const NAME = 'AWSSSO_0123456789abcdef_DO_NOT_DELETE'

describe('the provider of Identity Center', () => {
  it.each([
    [NAME, 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/x', true],
    [NAME, 'https://portal.sso.cn-north-1.amazonaws.com.cn/saml/assertion/x', true],
    [NAME, 'https://portal.sso.us-gov-west-1.amazonaws.com/saml/assertion/NDc2MDk3OTk3MTUxX2lucy0yYzdiMGZkMGUxYzhkYzZh', true],
    [NAME, 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/MTIz==', true],
    [NAME, undefined, false],
    [NAME, 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/saml/assertion/x', false],
    [NAME, 'https://bucket.s3.amazonaws.com/saml/assertion/x', false],
    [NAME, 'https://portal.sso.evil.execute-api.eu-west-1.amazonaws.com/saml/assertion/x', false],
    [NAME, 'https://portal.sso.eu-west-1.amazonaws.com/', false],
    [NAME, 'https://d-1234567890.awsapps.com/start', false],
    [NAME, 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/x?or=anything', false],
    [NAME, 'https://amazonaws.com.evil.example/saml', false],
    [NAME, 'https://evil.example/https://portal.sso.eu-west-1.amazonaws.com/', false],
    [NAME.toLowerCase(), 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/x', false],
    [`${NAME}_2`, undefined, false],
    ['entra', 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/x', false],
  ])('%s of %s: %s', (name, entityId, is) => expect(isOfIdentityCenter({ name, entityId })).toBe(is))
})

describe('the account of an Identity Center', () => {
  it.each([
    ['OTk5OTk5OTk5OTk5X2lucy0wMTIzNDU2Nzg5YWJjZGVm', '999999999999'],
    ['MTIz', undefined],
    ['x', undefined],
    ['====', undefined],
    ['', undefined],
  ])('behind %j: %s', (encoded, account) =>
    expect(accountOfIdentityCenter(`https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/${encoded}`)).toBe(account),
  )
})
