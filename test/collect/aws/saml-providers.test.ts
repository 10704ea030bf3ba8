import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { testCertificate } from '../../clouds/tls/test-certificate.ts'
import { scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const arnOf = (name: string) => `arn:aws:iam::${ACCOUNT}:saml-provider/${name}`
const GOOD = testCertificate.cert.replaceAll(/-----.*-----/g, '').trim()
/** Base64, and no certificate. */
const BROKEN = Buffer.from('not a certificate').toString('base64')

const key = (certificate: string, use = ' use="signing"') =>
  `<md:KeyDescriptor${use}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`
const metadata = (...keys: readonly string[]) =>
  `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com/"><md:IDPSSODescriptor>${keys.join('')}</md:IDPSSODescriptor></md:EntityDescriptor>`

const providers = {
  sound: metadata(key(GOOD)),
  half: metadata(key(GOOD), key(BROKEN)),
  // A certificate that breaks off is none either.
  lost: metadata(key(BROKEN), key(GOOD.slice(0, GOOD.length / 2))),
  twice: metadata(key(BROKEN), key(BROKEN), key(GOOD)),
  'for encryption': metadata(key(GOOD), key(BROKEN, ' use="encryption"')),
  'of a service': metadata(key(GOOD)).replace('</md:EntityDescriptor>', `<md:SPSSODescriptor>${key(BROKEN)}</md:SPSSODescriptor></md:EntityDescriptor>`),
  'for both': metadata(key(BROKEN, '')),
} as const

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws({
    accounts: { [ACCOUNT]: { samlProviders: Object.keys(providers).map(name => ({ name: name.replaceAll(' ', '-'), metadata: '<x/>' })) } },
  })
  const documents = new Map<string, string>(Object.entries(providers).map(([name, document]) => [arnOf(name.replaceAll(' ', '-')), document]))
  aws.settings(ACCOUNT).answers = new Map([
    [
      'iam:GetSAMLProvider',
      request => ({
        kind: 'answer',
        value: { SAMLMetadataDocument: documents.get(request.parameter('SAMLProviderArn') ?? ''), CreateDate: new Date('2024-01-01T00:00:00Z') },
      }),
    ],
  ])
})
afterEach(() => aws.heal())
afterAll(() => aws.stop())

describe('a SAML provider', () => {
  it('counts the signing certificates of its metadata that are none, and keeps the others', async () => {
    const { rows } = await scanAws(aws, ACCOUNT, { regions: ['us-east-1'] })
    expect(
      Object.fromEntries(rows(samlProviders).map(({ name, certificates, unreadCertificates }) => [name, [certificates.length, unreadCertificates]])),
    ).toEqual({
      sound: [1, undefined],
      half: [1, 1],
      lost: [0, 2],
      // The same text twice is one certificate.
      twice: [1, 1],
      'for-encryption': [1, undefined],
      'of-a-service': [1, undefined],
      'for-both': [0, 1],
    })
    expect(new Set(rows(samlProviders).map(({ entityId }) => entityId))).toEqual(new Set(['https://idp.example.com/']))
  })

  it('has a gap of its own where one could not be read, so that it is not taken for a provider without', async () => {
    const { gaps, manifest } = await scanAws(aws, ACCOUNT, { regions: ['us-east-1'] })
    const told = gaps(samlProviders).map(({ part, reason, detail }) => [part, reason, detail])
    const detail = 'a signing certificate in its metadata is not one'
    expect(told.sort()).toEqual(['for-both', 'half', 'lost', 'twice'].map(name => [arnOf(name), 'invalid', detail]))
    expect(manifest.tables.find(({ dataset }) => dataset === samlProviders.name)).toMatchObject({ rows: 7, complete: false })
  })
})
