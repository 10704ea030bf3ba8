import { describe, expect, it } from 'vitest'
import { isOfIdentityCenter } from '../../../src/estate/aws/known-issuers.ts'

const NAME = 'AWSSSO_0123456789abcdef_DO_NOT_DELETE'

describe('the provider of Identity Center', () => {
  it.each([
    [NAME, 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/x', true],
    [NAME, 'https://portal.sso.cn-north-1.amazonaws.com.cn/saml/assertion/x', true],
    [NAME, undefined, true],
    [NAME, 'https://amazonaws.com.evil.example/saml', false],
    [NAME, 'https://evil.example/https://portal.sso.eu-west-1.amazonaws.com/', false],
    [NAME.toLowerCase(), 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/x', false],
    [`${NAME}_2`, undefined, false],
    ['entra', 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/x', false],
  ])('%s of %s: %s', (name, entityId, is) => expect(isOfIdentityCenter({ name, entityId })).toBe(is))
})
