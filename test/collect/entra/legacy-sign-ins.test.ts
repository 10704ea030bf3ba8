import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { legacySignIns } from '../../../src/datasets/entra/sign-ins.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { quick, scanTenant, stoppedClock } from './scan-tenant.ts'

const now = Date.parse('2026-11-24T08:00:00Z')
const day = 24 * 3_600_000
type SignIn = TenantFixture['signIns'][number]

const signIn = (id: string, ago: number, changed: Partial<SignIn> = {}): SignIn => ({
  id,
  createdDateTime: new Date(now - ago).toISOString(),
  userId: 'u-ada',
  userPrincipalName: 'ada@contoso.onmicrosoft.com',
  appDisplayName: 'Office 365 Exchange Online',
  clientAppUsed: 'IMAP4',
  status: { errorCode: 0 },
  signInEventTypes: ['interactiveUser'],
  ...changed,
})

/** More than a hundred pages of one. */
const busy = tenant({ ...example, id: '66666666-2222-4333-8444-555555555555', signIns: Array.from({ length: 130 }, (_, n) => signIn(`s-${n}`, n * 60_000)) })
const mixed = tenant({
  ...example,
  id: '77777777-2222-4333-8444-555555555555',
  signIns: [
    signIn('just in', 30 * day - 1_000),
    signIn('just out', 30 * day + 1_000),
    signIn('browser', day, { clientAppUsed: 'Browser' }),
    signIn('app', day, { clientAppUsed: 'Mobile Apps and Desktop clients' }),
    signIn('failed', day, { status: { errorCode: 50_126 } }),
    signIn('other', day, { clientAppUsed: 'Other clients', appDisplayName: 'Old printer' }),
    signIn('other again', 2 * day, { clientAppUsed: 'Other clients', appDisplayName: 'Old scanner', signInEventTypes: ['nonInteractiveUser'] }),
    signIn('a program', day, { clientAppUsed: 'Other clients', signInEventTypes: ['servicePrincipal'] }),
  ],
})

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [busy, mixed], pageSize: 1 })
})
afterEach(() => {
  entra.clearFaults()
  entra.clearLog()
})
afterAll(() => entra.close())

const scan = (id: string) => scanTenant(entra.url, id, quick({ clock: stoppedClock(now), maxPages: 1_000 }))

describe('legacy sign-ins', () => {
  test('are those that succeeded in the last 30 days with a client of the list, interactive or not', async () => {
    const found = await scan(mixed.id)
    expect(found.table(legacySignIns)).toMatchObject({ complete: true })
    expect(found.rows(legacySignIns).map(row => [row.clientAppUsed, row.count, row.lastAt, row.applications])).toEqual([
      ['Other clients', 2, new Date(now - day).toISOString(), ['Old printer', 'Old scanner']],
      ['IMAP4', 1, new Date(now - 30 * day + 1_000).toISOString(), ['Office 365 Exchange Online']],
    ])
  })

  test('beyond a hundred pages are not read: a gap says so, beside what was seen', async () => {
    const found = await scan(busy.id)
    expect(found.rows(legacySignIns)).toMatchObject([{ id: 'u-ada/IMAP4', count: 100 }])
    expect(found.gaps(legacySignIns)).toEqual([
      { reason: 'not-collected', detail: 'interactive sign-ins: GET /auditLogs/signIns: more than 100 pages; the rest was not read' },
    ])
  })

  test('of one kind stand where the other cannot be read', async () => {
    entra.fault({ path: '/beta/auditLogs/signIns' }, { kind: 'status', status: 500 })
    const found = await scan(mixed.id)
    expect(found.rows(legacySignIns).map(row => [row.clientAppUsed, row.count])).toEqual([
      ['Other clients', 1],
      ['IMAP4', 1],
    ])
    expect(found.gaps(legacySignIns)).toMatchObject([{ reason: 'failed', detail: expect.stringMatching(/^non-interactive sign-ins: /) }])
  })
})
