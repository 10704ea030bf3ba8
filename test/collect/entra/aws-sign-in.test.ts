import { describe, expect, test } from 'vitest'
import { awsFederationOf, federationOfAddress } from '../../../src/collect/entra/aws-sign-in.ts'

const nothing = { applicationTemplateId: null, servicePrincipalNames: [], replyUrls: [], loginUrl: null }

describe('an application of AWS', () => {
  test.each([
    ['https://eu-west-1.signin.aws.amazon.com/platform/saml/d-1234567890', 'identity-center'],
    ['https://us-east-1.signin.aws.amazon.com/platform/saml/acs/0a1b2c3d-0000-4000-8000-000000000000', 'identity-center'],
    ['https://eu-central-1.sso.signin.aws/platform/saml/acs/0a1b2c3d', 'identity-center'],
    ['https://d-1234567890.awsapps.com/start', 'identity-center'],
    ['https://contoso.awsapps.com/start/', 'identity-center'],
    ['https://signin.aws.amazon.com/saml', 'iam-saml'],
    ['https://signin.aws.amazon.com/saml#2', 'iam-saml'],
    ['https://eu-west-1.signin.aws.amazon.com/saml/acs/SAML0123456789', 'iam-saml'],
    ['https://signin.amazonaws.cn/saml', 'iam-saml'],
    ['https://signin.amazonaws-us-gov.com/saml', 'iam-saml'],
  ])('is seen in %s', (address, door) => {
    expect(federationOfAddress(address)).toBe(door)
  })

  test.each([
    'http://signin.aws.amazon.com/saml',
    'https://signin.aws.amazon.com.elsewhere.example/saml',
    'https://notsignin.aws.amazon.com/saml',
    'https://evil-signin.aws/platform/saml',
    'https://awsapps.com/start',
    'https://contoso.awsapps.com.elsewhere.example/start',
    'https://signin.aws.amazon.com/console',
    'https://elsewhere.example/?to=https://signin.aws.amazon.com/saml',
    'api://11111111-2222-4333-8444-555555555555',
    'not an address',
    '',
  ])('is not seen in %s', address => {
    expect(federationOfAddress(address)).toBeUndefined()
  })

  test('is known by its gallery template before its addresses', () => {
    const template = { ...nothing, applicationTemplateId: '8b1025e4-1dd2-430b-a150-2ef79cd700f5', loginUrl: 'https://contoso.awsapps.com/start' }
    expect(awsFederationOf(template)).toEqual({ recognizedBy: 'gallery-template', federatesTo: 'iam-saml' })
    expect(awsFederationOf({ ...nothing, replyUrls: ['https://app.example', 'https://signin.aws.amazon.com/saml'] })).toEqual({
      recognizedBy: 'aws-sign-in-address',
      federatesTo: 'iam-saml',
    })
    expect(awsFederationOf({ ...nothing, applicationTemplateId: '00000000-0000-4000-8000-000000000000', servicePrincipalNames: ['app-id'] })).toBeUndefined()
  })
})
