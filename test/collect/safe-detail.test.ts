import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CollectError } from '../../src/collect/collector.ts'
import { failureOf, safeDetail } from '../../src/collect/safe-detail.ts'

/** Made up; put together here so that no scanner of secrets takes this file for one. */
const accessKey = `AK${'IA'}IOSFODNN7EXAMPLE`
const sessionKey = `AS${'IA'}IOSFODNN7EXAMPLE`
const secretKey = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/')
const token = ['eyJhbGciOiJSUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c'].join('.')
const entra = `xYz8Q${'~'}abcDEF123ghiJKL456mnoPQR789stuVWX`
const hex = 'deadbeef'.repeat(8)

const secrets: readonly (readonly [string, string, string])[] = [
  ['an access key', `key ${accessKey} is inactive`, accessKey],
  ['a session key', `(${sessionKey})`, sessionKey],
  ['a secret key', `signed with ${secretKey}, which is wrong`, secretKey],
  ['a token', `Authorization: Bearer ${token}`, token],
  ['a bare token', `got ${token}`, token],
  ['a client secret', `secret ${entra} expired`, entra],
  ['a client secret in a form', 'grant_type=x&client_secret=short-one&scope=y', 'short-one'],
  ['a password in JSON', '{"password": "hunter2"}', 'hunter2'],
  ['a signature in an address', 'https://x.blob.core.windows.net/c?sv=1&sig=abc%3D&se=2', 'abc%3D'],
  ['a password in an address', 'proxy http://user:pass99@proxy.test:8080 refused', 'pass99'],
  ['an account key', 'AccountName=x;AccountKey=c2hvcnQ=;', 'c2hvcnQ'],
  ['a long hexadecimal run', `cookie ${hex}`, hex],
  ['a header of AWS', 'x-amz-security-token: FwoGZXIvYXdzE', 'FwoGZXIvYXdzE'],
]

test.each(secrets)('%s is not kept', (_name, message, secret) => {
  const detail = safeDetail(message)
  expect(detail).not.toContain(secret)
  expect(detail).toContain('[redacted]')
})

test('what an operator needs to fix it stays', () => {
  const messages = [
    'User: arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_PosternReadOnly_0123456789abcdef/somebody.Else is not authorized to perform: iam:GetAccountSummary on resource: *',
    'Insufficient privileges to complete the operation: GET https://graph.microsoft.com/v1.0/servicePrincipals/0a1b2c3d-0000-4000-8000-00000000000f/appRoleAssignedTo',
    'AADSTS7000215: Invalid client secret provided for app 0a1b2c3d-0000-4000-8000-00000000000f',
    'getaddrinfo ENOTFOUND organizations.us-east-1.amazonaws.com',
    'The security token included in the request is expired',
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant: Neither tenant is B2C or tenant does not have premium license',
    'microsoft.graph.unifiedRoleManagementPolicyAuthenticationContextRule2Error',
  ]
  for (const message of messages) expect(safeDetail(message)).toBe(message)
})

test('a detail is one line of at most 500 well-formed characters, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), text => {
      const detail = safeDetail(text)
      expect(detail).not.toMatch(/\p{Cc}/u)
      expect(detail.length).toBeLessThanOrEqual(500)
      expect(detail.isWellFormed()).toBe(true)
    }),
  )
  expect(safeDetail(`${'😀'.repeat(400)}`).isWellFormed()).toBe(true)
})

test('a secret on any side of anything is not kept', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (before, after) => {
      expect(safeDetail(`${before} ${secretKey} ${after}`)).not.toContain(secretKey)
      expect(safeDetail(`${before} ${accessKey} ${after}`)).not.toContain(accessKey)
    }),
  )
})

test('a key of random characters is not kept, however its letters fall', () => {
  const base64 = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...base64), { minLength: 40, maxLength: 80 }), fc.constantFrom('a1B', 'Z9z'), (characters, mixed) => {
      const key = `${characters.join('')}${mixed}`
      expect(safeDetail(`signed with ${key} of the account`)).toBe('signed with [redacted] of the account')
    }),
    { numRuns: 2_000 },
  )
})

test('a name of words joined by capitals or underscores is kept', () => {
  const word = fc.constantFrom('Authentication', 'Request', 'Premium', 'tenant', 'Conditional', 'Access', 'policy', 'Assignment')
  fc.assert(
    fc.property(fc.array(word, { minLength: 6, maxLength: 12 }), fc.constantFrom('', '_', '-'), fc.constantFrom('', '2', 'B2C', 'V10'), (words, joint, end) => {
      const name = `${words.join(joint)}${end}`
      expect(safeDetail(`refused with ${name}.`)).toBe(`refused with ${name}.`)
    }),
  )
})

test('failures say what they are', () => {
  const denied = new CollectError('denied', `no: ${accessKey}`, 'iam:ListUsers')
  expect(failureOf(denied, true)).toEqual({ reason: 'denied', detail: 'no: [redacted]', permission: 'iam:ListUsers' })
  expect(failureOf(new Error('x'), true)).toEqual({ reason: 'failed', detail: 'deadline reached' })
  expect(failureOf(new DOMException('aborted', 'AbortError'), false)).toEqual({ reason: 'failed', detail: 'the request was cut off before it was answered' })
  expect(failureOf(new TypeError(`no ${accessKey}`), false)).toEqual({ reason: 'failed', detail: 'no [redacted]' })
  expect(failureOf('a string', false)).toEqual({ reason: 'failed', detail: 'the collector failed without a message' })
  const parse = (): unknown => {
    try {
      return JSON.parse('hunter2')
    } catch (error) {
      return error
    }
  }
  expect(failureOf(parse(), false)).toEqual({ reason: 'failed', detail: 'an answer could not be parsed' })
})
