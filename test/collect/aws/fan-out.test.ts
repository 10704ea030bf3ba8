import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { GapReason } from '../../../src/dataset.ts'
import { accountEntries } from '../../../src/datasets/aws/account-entries.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { organizationalUnits, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import type { Fault } from '../../clouds/aws/faults.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { type Scan, scanAws } from './scan-aws.ts'
import { darkIn, enteredIn, scope, scopesOf } from './scanned-accounts.ts'
import { AUDIT, CLOSED, DARK, MANAGEMENT, OPEN, TWELVE_ACCOUNTS } from './twelve-accounts.ts'

const ROLE = { role: 'audit/PosternReadOnly', externalId: 'ticket-7' }

let aws: EmulatedAws
let whole: Scan

beforeAll(async () => {
  aws = await startAws(TWELVE_ACCOUNTS)
  whole = await scanAws(aws, MANAGEMENT, { organization: ROLE })
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

describe('an organization of twelve accounts, three of them dark', () => {
  it('is read whole but for exactly these three', () => {
    expect(scopesOf(whole)).toEqual([MANAGEMENT, ...OPEN, ...DARK])
    expect(enteredIn(whole)).toEqual([MANAGEMENT, ...OPEN])
    expect(darkIn(whole)).toEqual(DARK)
    expect(whole.rows(iamUsers).map(({ scope: at, name }) => [at, name])).toEqual(
      expect.arrayContaining([MANAGEMENT, ...OPEN].map((id, n) => [scope(id), `user-${n}`])),
    )
    expect(whole.rows(iamUsers)).toHaveLength(9)
  })

  it('says of a dark one which role did not let it in, in every table', () => {
    const gaps = whole.manifest.gaps.filter(gap => gap.scope === scope(DARK[0]))
    expect(new Set(gaps.map(({ reason, permission }) => `${reason} ${permission}`))).toEqual(new Set(['denied sts:AssumeRole']))
    expect(gaps[0]?.detail).toContain(`arn:aws:iam::${DARK[0]}:role/audit/PosternReadOnly`)
    expect(gaps.length).toBe(new Set(whole.manifest.tables.filter(table => table.scope === scope(MANAGEMENT)).map(table => table.dataset)).size)
  })

  it('names its accounts, and puts them below the organization', () => {
    const organization = `aws-organization/${aws.organizationId}`
    expect(whole.manifest.scopes.find(({ id }) => id === scope(DARK[0]))).toMatchObject({ name: 'account-9', parent: organization })
    expect(whole.manifest.scopes.find(({ id }) => id === scope(MANAGEMENT))).toMatchObject({ name: 'management', parent: organization })
  })

  it('tells of each account whether it was entered, how, and why not', () => {
    const entries = new Map(whole.rows(accountEntries).map(entry => [entry.id, entry]))
    expect([...entries.keys()].sort()).toEqual([MANAGEMENT, ...OPEN, ...DARK, CLOSED])
    expect(entries.get(MANAGEMENT)).toMatchObject({ entered: true, asked: true, reason: 'with the credentials of the config' })
    expect(entries.get(AUDIT)).toMatchObject({ entered: true, reason: `through arn:aws:iam::${AUDIT}:role/audit/PosternReadOnly` })
    expect(entries.get(DARK[1])).toMatchObject({ entered: false, asked: true, excluded: false, reason: expect.stringContaining('cannot be assumed') })
    expect(entries.get(CLOSED)).toMatchObject({ entered: false, excluded: false, reason: 'its state is PENDING_CLOSURE' })
  })

  it('asks the organization once, whatever the number of accounts, and each account a dozen times, and a listing a service in each Region', async () => {
    aws.forget()
    await scanAws(aws, MANAGEMENT, { organization: ROLE })
    const organization = aws.requests.filter(({ service }) => service === 'organizations')
    expect(new Set(organization.map(({ account }) => account))).toEqual(new Set([MANAGEMENT]))
    // The root and three units, two calls each; the others once or, for policies, twice each.
    expect(organization.filter(({ operation }) => /ForParent$/.test(operation))).toHaveLength(8)
    for (const operation of ['DescribeOrganization', 'ListRoots', 'ListAWSServiceAccessForOrganization'])
      expect(organization.filter(request => request.operation === operation)).toHaveLength(1)
    for (const account of OPEN) {
      const asked = aws.requests.filter(request => request.account === account)
      const ofAccount = asked.filter(({ service }) => ['iam', 'account', 'sts', 'organizations'].includes(service))
      expect(ofAccount.length).toBeLessThanOrEqual(20)
      // The Regions that the account has are two.
      expect(asked.length - ofAccount.length).toBeLessThanOrEqual(2 * 21)
    }
    for (const account of DARK) expect(aws.requests.filter(request => request.account === account)).toEqual([])
    const entries = aws.requests.filter(({ operation }) => operation === 'AssumeRole')
    expect(entries.map(({ account }) => account)).toEqual(Array.from({ length: OPEN.length + DARK.length }, () => MANAGEMENT))
  })

  it('knows of each account whose organization it is in, without asking it', () => {
    expect(whole.rows(organizationMemberships).map(row => [row.scope, row.id, row.managementAccountId])).toEqual(
      expect.arrayContaining([MANAGEMENT, ...OPEN].map(id => [scope(id), aws.organizationId, MANAGEMENT])),
    )
  })

  it('is the same from a delegated administrator, who enters the management account like the others', async () => {
    const scan = await scanAws(aws, AUDIT, { organization: ROLE })
    expect(enteredIn(scan)).toEqual([MANAGEMENT, ...OPEN])
    expect(darkIn(scan)).toEqual(DARK)
    expect(scan.manifest.identities).toContainEqual({
      scope: scope(MANAGEMENT),
      identity: `arn:aws:sts::${MANAGEMENT}:assumed-role/PosternReadOnly/postern`,
    })
  })

  it('is dark but for the caller where the external id is another', async () => {
    const scan = await scanAws(aws, MANAGEMENT, { organization: { ...ROLE, externalId: 'ticket-8' } })
    expect(enteredIn(scan)).toEqual([MANAGEMENT])
    expect(darkIn(scan)).toEqual([...OPEN, ...DARK])
  })
})

describe('include and exclude', () => {
  const unit = (name: string): string => whole.rows(organizationalUnits).find(row => row.name === name)?.id ?? 'no such unit'

  it('stand for everything below a unit, and what is excluded is no gap', async () => {
    const scan = await scanAws(aws, MANAGEMENT, { organization: { ...ROLE, exclude: [unit('Work'), ...DARK] } })
    const left = [AUDIT, '100000000003', '100000000005', '100000000007']
    expect(enteredIn(scan)).toEqual([MANAGEMENT, ...left])
    expect(scopesOf(scan)).toEqual([MANAGEMENT, ...left])
    expect(scan.manifest.gaps).toEqual([])
    const entries = new Map(scan.rows(accountEntries).map(entry => [entry.id, entry]))
    expect(entries.get('100000000002')).toMatchObject({ entered: false, asked: false, excluded: true, reason: `the config excludes ${unit('Work')}` })
    expect(entries.get(DARK[0])).toMatchObject({ excluded: true, reason: `the config excludes ${DARK[0]}` })
  })

  it('hold for the account of the credentials too, and exclude wins', async () => {
    const scan = await scanAws(aws, MANAGEMENT, { organization: { ...ROLE, include: [unit('Production'), AUDIT], exclude: ['100000000002'] } })
    expect(enteredIn(scan)).toEqual([AUDIT, '100000000004', '100000000006', '100000000008'])
    expect(scan.rows(accountEntries).find(({ id }) => id === MANAGEMENT)).toMatchObject({ entered: false, excluded: true })
  })

  it('that name what the organization does not have leave a gap', async () => {
    const scan = await scanAws(aws, MANAGEMENT, { organization: { ...ROLE, include: [AUDIT, '999999999999', 'ou-none-00000000'] } })
    expect(scopesOf(scan)).toEqual([AUDIT, '999999999999', 'unidentified'])
    expect(darkIn(scan)).toEqual(['999999999999', 'unidentified'])
    expect(scan.manifest.gaps.find(gap => gap.scope === scope('unidentified'))).toMatchObject({
      reason: 'not-collected',
      detail: expect.stringContaining('ou-none-00000000'),
    })
  })
})

describe('what hides an account', () => {
  const victim = '100000000005'
  const FAULTS: readonly { readonly name: string; readonly fault: Fault; readonly reason: GapReason }[] = [
    { name: 'denied', fault: { kind: 'denied' }, reason: 'denied' },
    { name: 'denied by a service control policy', fault: { kind: 'denied', by: 'service control policy' }, reason: 'denied' },
    { name: 'throttled for ever', fault: { kind: 'throttled' }, reason: 'throttled' },
    { name: 'a fault of the server', fault: { kind: 'server-error' }, reason: 'failed' },
    { name: 'an answer that breaks off', fault: { kind: 'cut' }, reason: 'failed' },
    { name: 'an empty answer', fault: { kind: 'empty' }, reason: 'invalid' },
    { name: "a proxy's page", fault: { kind: 'html' }, reason: 'invalid' },
    { name: 'keys of a wrong type', fault: { kind: 'wrong-type', member: 'Credentials' }, reason: 'invalid' },
    { name: 'no keys', fault: { kind: 'missing-member', member: 'Credentials' }, reason: 'invalid' },
    { name: 'no name of the session', fault: { kind: 'missing-member', member: 'AssumedRoleUser' }, reason: 'invalid' },
    {
      name: 'a session of another account',
      fault: { kind: 'rewritten', rewrite: body => body.replaceAll(`sts::${victim}:`, 'sts::999999999999:') },
      reason: 'invalid',
    },
    { name: 'half an answer', fault: { kind: 'rewritten', rewrite: body => body.slice(0, body.length / 2) }, reason: 'invalid' },
  ]

  it.each(FAULTS)('AssumeRole: $name', async ({ fault, reason }) => {
    aws.fault(fault, { operation: 'AssumeRole', mentions: victim })
    const scan = await scanAws(aws, MANAGEMENT, { organization: ROLE, limits: { attempts: 3 } })
    expect(darkIn(scan)).toEqual([victim, ...DARK])
    expect(enteredIn(scan)).toEqual([MANAGEMENT, ...OPEN.filter(id => id !== victim)])
    expect(new Set(scan.manifest.gaps.filter(gap => gap.scope === scope(victim)).map(gap => gap.reason))).toEqual(new Set([reason]))
    expect(scan.rows(accountEntries).find(({ id }) => id === victim)).toMatchObject({ entered: false, asked: true })
  })

  it('every call in one account refused: that account and no other', async () => {
    aws.fault({ kind: 'denied' }, { account: victim })
    const scan = await scanAws(aws, MANAGEMENT, { organization: ROLE })
    expect(darkIn(scan)).toEqual([victim, ...DARK])
    expect(scan.manifest.tables.filter(({ scope: at, complete }) => at === scope(victim) && complete).map(({ dataset }) => dataset)).toEqual([
      organizationMemberships.name,
    ])
  })

  it('a tree that cannot be read: whoever is in it, and not the account of the credentials', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'ListRoots' })
    const scan = await scanAws(aws, MANAGEMENT, { organization: ROLE })
    expect(scopesOf(scan)).toEqual([MANAGEMENT, 'unidentified'])
    expect(darkIn(scan)).toEqual(['unidentified'])
    expect(scan.gaps(accountEntries)).toMatchObject([{ reason: 'denied', permission: 'organizations:ListRoots' }])
  })

  it('a unit that cannot be read: what may be below it, beside those that are seen', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'ListAccountsForParent', from: 2, times: 1 })
    const scan = await scanAws(aws, MANAGEMENT, { organization: ROLE })
    expect(scopesOf(scan)).toContain('unidentified')
    expect(enteredIn(scan)).toEqual([MANAGEMENT, ...OPEN])
    expect(scan.manifest.gaps.find(gap => gap.scope === scope('unidentified'))).toMatchObject({ permission: 'organizations:ListAccountsForParent' })
  })

  it('no organization at all, where the config asks for one', async () => {
    const lonely = await startAws({ accounts: { [MANAGEMENT]: {} } })
    const scan = await scanAws(lonely, MANAGEMENT, { organization: ROLE })
    await lonely.stop()
    expect(enteredIn(scan)).toEqual([MANAGEMENT])
    expect(darkIn(scan)).toEqual(['unidentified'])
    expect(scan.manifest.scopes.map(({ id }) => id)).toContain('aws-organization/unidentified')
  })
})
