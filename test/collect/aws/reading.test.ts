import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { documentOf } from '../../../src/collect/aws/answers.ts'
import { credentialsOf, readReport } from '../../../src/collect/aws/credential-report-csv.ts'
import { readSamlMetadata } from '../../../src/collect/aws/saml-metadata.ts'
import { checkAnswer } from '../../../src/collect/aws/wire-check.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { rootReportRow } from '../../clouds/aws/amendments.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws, virtualClock } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const HEADER =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated'

const rowOf = (csv: string) => readReport(csv).map(line => credentialsOf('aws-account/1', line))

describe('the credential report', () => {
  it('is read by the names of its columns, whatever their order and whoever joins them', () => {
    const names = [...HEADER.split(','), 'additional_credentials_info'].reverse()
    const values = new Map(HEADER.split(',').map((name, n) => [name, rootReportRow(ACCOUNT, { mfa: 'none' }).split(',')[n] ?? '']))
    const csv = `${names.join(',')}\n${names.map(name => values.get(name) ?? 'N/A').join(',')}\n`
    expect(rowOf(csv)).toEqual(rowOf(`${HEADER}\n${rootReportRow(ACCOUNT, { mfa: 'none' })}`))
  })

  it('without a column it needs is invalid', () => {
    expect(() => readReport(HEADER.replace('mfa_active,', ''))).toThrow('the report lacks mfa_active')
    expect(() => readReport('')).toThrow('the report lacks user')
  })

  it('holds quoted fields', () => {
    const line = `"a,""b""",${rootReportRow(ACCOUNT, {}).split(',').slice(1).join(',')}`
    expect(rowOf(`${HEADER}\n${line}`)[0]?.name).toBe('a,"b"')
  })

  it.each([
    ['false,N/A,false,N/A', { activeCertificates: 0 }],
    ['true,2019-01-02T00:00:00+00:00,false,2020-01-02T00:00:00+00:00', { activeCertificates: 1, activeCertificatesSince: ['2019-01-02T00:00:00.000Z'] }],
    [
      'true,2019-01-02T00:00:00+00:00,true,2020-01-02T00:00:00+00:00',
      { activeCertificates: 2, activeCertificatesSince: ['2019-01-02T00:00:00.000Z', '2020-01-02T00:00:00.000Z'] },
    ],
    ['true,2019-01-02T00:00:00+00:00,true,N/A', { activeCertificates: 2 }],
  ])('tells since when signing certificates are active: %s', (certificates, expected) => {
    const line = [...rootReportRow(ACCOUNT, {}).split(',').slice(0, -4), certificates].join(',')
    const { activeCertificates, activeCertificatesSince } = rowOf(`${HEADER}\n${line}`)[0] ?? {}
    expect({ activeCertificates, ...(activeCertificatesSince === undefined ? {} : { activeCertificatesSince }) }).toEqual(expected)
  })

  it.each([
    ['a line too short', 'ann,arn:aws:iam::1:user/ann'],
    ['a flag that is none', rootReportRow(ACCOUNT, {}).replace(',false,', ',maybe,')],
    ['a date that is none', rootReportRow(ACCOUNT, {}).replace(/2020-01-01T[^,]*/, 'yesterday')],
  ])('refuses %s', (_, line) => {
    expect(() => rowOf(`${HEADER}\n${line}`)).toThrow(/GetCredentialReport/)
  })
})

describe('the making of the report', () => {
  let aws: EmulatedAws
  beforeAll(async () => {
    aws = await startAws({ accounts: { [ACCOUNT]: { users: [{ name: 'ann' }] } } })
  })
  afterEach(() => aws.heal())
  afterAll(() => aws.stop())

  it('is waited for', async () => {
    aws.settings(ACCOUNT).reportPendingCalls = 3
    const clock = virtualClock()
    const scan = await scanAws(aws, ACCOUNT, { clock })
    expect(scan.rows(credentialReport)).toHaveLength(2)
    expect(clock.waits.slice(0, 3)).toEqual([1_000, 2_000, 4_000])
  })

  it('starts anew when the report has expired', async () => {
    aws.fault({ kind: 'error', status: 410, code: 'ReportExpired', message: 'The report has expired.' }, { operation: 'GetCredentialReport', times: 1 })
    expect((await scanAws(aws, ACCOUNT)).rows(credentialReport)).toHaveLength(2)
  })

  it('is given up after some minutes', async () => {
    aws.fault(
      { kind: 'error', status: 404, code: 'ReportInProgress', message: 'Credential report is still being generated.' },
      { operation: 'GetCredentialReport' },
    )
    const scan = await scanAws(aws, ACCOUNT)
    expect(scan.gaps(credentialReport)).toMatchObject([{ reason: 'failed', detail: expect.stringContaining('did not finish the report') }])
  })

  it('names the line that does not fit, keeps the others, and misses the root user', async () => {
    const csv = `${HEADER}\nann,broken\n${rootReportRow(ACCOUNT, {}).replace('<root_account>', 'bob')}\n`
    aws.fault(
      { kind: 'rewritten', rewrite: body => body.replace(/<Content>[^<]*/, `<Content>${Buffer.from(csv).toString('base64')}`) },
      { operation: 'GetCredentialReport' },
    )
    const scan = await scanAws(aws, ACCOUNT)
    expect(scan.rows(credentialReport).map(row => row.name)).toEqual(['bob'])
    expect(
      scan
        .gaps(credentialReport)
        .map(gap => gap.detail)
        .sort(),
    ).toEqual([expect.stringContaining('no line for the root user'), expect.stringContaining('ann')])
  })
})

describe('a user with more keys than the report has room for', () => {
  let aws: EmulatedAws
  beforeAll(async () => {
    aws = await startAws({ accounts: { [ACCOUNT]: {} } })
  })
  afterAll(() => aws.stop())

  it.each([
    ['1: ListAccessKeys', ['GetCredentialReport: <root_account> has 1 more keys or certificates than the report lists']],
    ['N/A', []],
    ['', []],
  ])('%j leaves the report incomplete: %j', async (info, details) => {
    const csv = `${HEADER},additional_credentials_info\n${rootReportRow(ACCOUNT, {})},${info}\n`
    aws.fault(
      { kind: 'rewritten', rewrite: body => body.replace(/<Content>[^<]*/, `<Content>${Buffer.from(csv).toString('base64')}`) },
      { operation: 'GetCredentialReport' },
    )
    const scan = await scanAws(aws, ACCOUNT)
    aws.heal()
    expect(scan.rows(credentialReport)).toHaveLength(1)
    expect(scan.gaps(credentialReport).map(({ detail }) => detail)).toEqual(details)
  })
})

describe('a policy document', () => {
  const document = '{"Version":"2012-10-17","Statement":[{"Resource":"arn:aws:s3:::100%25+x/*"}]}'

  it('is read plain and encoded, and decoded no more than once', () => {
    expect(documentOf(document, 'it')).toBe(document)
    expect(documentOf(encodeURIComponent(document), 'it')).toBe(document)
  })

  it.each(['', '%', '[]', '"text"', 'null', '%7B', undefined])('is invalid as %s', value => {
    expect(() => documentOf(value, 'it')).toThrow(/^it /)
  })
})

describe('SAML metadata', () => {
  const metadata = (inside: string) =>
    `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:x" entityID='https://idp.example/?a=1&amp;b=2'>${inside}</md:EntityDescriptor>`
  const key = (certificate: string, use = '') =>
    `<md:KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`

  it('gives the issuer and the keys that sign for the identity provider', () => {
    const provider = `<md:IDPSSODescriptor>${key('AA\n AA', ' use="signing"')}${key('BBBB')}${key('CCCC', ' use="encryption"')}${key('BBBB', ' use="signing"')}</md:IDPSSODescriptor>`
    const service = `<md:SPSSODescriptor>${key('DDDD', ' use="signing"')}</md:SPSSODescriptor>`
    expect(readSamlMetadata(metadata(provider + service))).toEqual({ entityId: 'https://idp.example/?a=1&b=2', certificates: ['AAAA', 'BBBB'] })
  })

  it('gives nothing of what is commented out, or is not metadata', () => {
    expect(
      readSamlMetadata(metadata(`<!-- <IDPSSODescriptor>${key('AAAA')}</IDPSSODescriptor> --><!-- never closed <IDPSSODescriptor>${key('BBBB')}`)),
    ).toEqual({ entityId: 'https://idp.example/?a=1&b=2', certificates: [] })
    expect(readSamlMetadata('x'.repeat(1200))).toEqual({ certificates: [] })
  })

  it('is read to the end however it is made', () => {
    for (const piece of ['<!--', '<a b="', '<KeyDescriptor ', '<X509Certificate>', '< a\t'])
      expect(readSamlMetadata(`<EntityDescriptor entityID="x">${piece.repeat(200_000)}`).entityId).toBe('x')
  })
})

describe('an answer on the wire', () => {
  const answer = (inside: string) =>
    `<ListSAMLProvidersResponse xmlns="x"><ListSAMLProvidersResult>${inside}</ListSAMLProvidersResult></ListSAMLProvidersResponse>`

  it.each([
    '<SAMLProviderList/>',
    '<SAMLProviderList></SAMLProviderList>',
    '<SAMLProviderList>\n <member><Arn>a</Arn></member></SAMLProviderList>',
    '<SAMLMetadataDocument>&lt;UserDetailList&gt;x</SAMLMetadataDocument>',
  ])('passes with %s', inside => {
    expect(() => checkAnswer('ListSAMLProviders', answer(inside))).not.toThrow()
  })

  it.each([
    ['nothing', ''],
    ['a string for a list', answer('<SAMLProviderList>surprise</SAMLProviderList>')],
    ['other elements in a list', answer('<SAMLProviderList><item/></SAMLProviderList>')],
    ['the answer to something else', answer('').replaceAll('ListSAMLProviders', 'ListUsers')],
    ['half', answer('<SAMLProviderList/>').slice(0, 80)],
    ['null', 'null'],
  ])('is refused with %s', (_, body) => {
    expect(() => checkAnswer('ListSAMLProviders', body)).toThrow(/^ListSAMLProviders answered/)
  })
})
