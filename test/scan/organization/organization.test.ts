import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { workplace } from '../run-postern.ts'
import { entraEnvironment } from '../seeds.ts'
import { accounts } from './accounts.ts'
import { organizationAws } from './aws-organization.ts'
import { billingAws, guardedAws, lonely } from './aws-other-organizations.ts'
import { organizationTenants, withoutAuditLogs } from './entra-tenants.ts'
import { expectedAws } from './expected-aws.ts'
import { expectedEntra } from './expected-entra.ts'
import { organizationConfig } from './organization-config.ts'
import { tenants } from './tenants.ts'
import { type VerdictTable, verdictTable } from './verdict-table.ts'

const place = workplace()
let aws: EmulatedAws
let billing: EmulatedAws
let guarded: EmulatedAws
let entra: Entra

type ScanOptions = Parameters<typeof organizationConfig>[1] & { readonly from?: string }

const scan = async (cloud: EmulatedAws, out: string, { from = accounts.management, ...options }: ScanOptions = {}): Promise<number | null> => {
  const config = place.config(organizationConfig(entra.url, options), `${out}.yaml`)
  const { code } = await place.postern(['scan', '--config', config, '--out', out], { ...cloud.environment(from), ...entraEnvironment })
  return code
}

const isAboutAws = (rule: string): boolean => rule.startsWith('aws-')
/** What no application can read, as which this scan signs in. */
const outOfReach = new Set(['entra-sync-takeover-allowed', 'entra-pass-through-authentication-in-use', 'entra-external-tenant-mfa-missing'])
/** It asks of what was seen: where nothing was, nothing is asked. */
const asksOfFaultsOnly = new Set(['entra-resource-owner-password-flow-seen', 'aws-administrator-standing'])
/** Where logs go is set in Azure, which the scan of azure-organization.test.ts reads. */
const isAboutEntra = (rule: string): boolean => rule.startsWith('entra-') && !rule.startsWith('entra-log-') && !rule.startsWith('entra-logs-')
const only = (table: VerdictTable, isAsked: (rule: string) => boolean): VerdictTable =>
  Object.fromEntries(Object.entries(table).filter(([rule]) => isAsked(rule)))

beforeAll(async () => {
  ;[aws, billing, guarded, entra] = await Promise.all([
    startAws(organizationAws),
    startAws(billingAws),
    startAws(guardedAws),
    startEntra({ tenants: organizationTenants }),
  ])
  expect(await scan(aws, 'whole')).toBe(0)
  const others = [
    scan(billing, 'billing', { tenants: [tenants.bare] }),
    scan(billing, 'lonely', { tenants: [], from: lonely }),
    scan(guarded, 'guarded', { tenants: [tenants.bare] }),
  ]
  expect(await Promise.all(others)).toEqual([0, 0, 0])
})
afterEach(() => {
  for (const id of Object.values(accounts)) aws.settings(id).entry = 'anyone'
})
afterAll(async () => {
  await Promise.all([aws.stop(), billing.stop(), guarded.stop(), entra.close()])
  place.remove()
})

describe('an organization of twelve accounts and its tenants in one scan', () => {
  it.each([
    ['AWS', 'account by account', isAboutAws, expectedAws],
    ['Entra', 'tenant by tenant', isAboutEntra, expectedEntra],
  ])('gives the verdicts of %s that were planted, %s', (_cloud, _by, isAsked, expected) => {
    expect(only(verdictTable(place.assessment('whole')), isAsked)).toEqual(expected)
  })

  it('reads every account but the suspended and the excluded one, each through its own session', () => {
    const { scopes } = place.assessment('whole')
    const read = scopes.filter(({ kind }) => kind === 'aws-account')
    const left: readonly string[] = [accounts.closed, accounts.acquired]
    expect(read.map(({ id }) => id.replace('aws-account/', ''))).toEqual(Object.values(accounts).filter(id => !left.includes(id)))
    for (const { id, identity, gaps } of read) expect([id, identity?.includes(id.replace('aws-account/', '')), gaps]).toEqual([id, true, []])
  })

  it('finds in an organization for billing only what such a one lacks, once', () => {
    const found = verdictTable(place.assessment('billing'))
    const organization = ['aws-organization-not-all-features', 'aws-identity-center-missing', 'aws-scp-not-used', 'entra-aws-app-missing']
    expect(organization.map(id => Object.values(found[id] ?? {}))).toEqual([['itself high'], ['[itself]'], ['[itself]'], ['itself medium']])
  })

  it.each([
    ['AWS', isAboutAws],
    ['Entra', isAboutEntra],
  ])('has a fault planted for every rule of %s, and a neighbour where it holds', (_cloud, isAsked) => {
    const results = ['whole', 'billing', 'lonely', 'guarded'].flatMap(out => place.assessment(out).results)
    const failing = new Set(results.filter(({ findings }) => findings.length > 0).map(({ rule }) => rule.id))
    const holding = new Set(results.filter(({ tallies }) => tallies.some(({ passed }) => passed > 0)).map(({ rule }) => rule.id))
    const asked = rules.map(({ id }) => id).filter(isAsked)
    expect(asked.filter(id => !failing.has(id) && !outOfReach.has(id))).toEqual([])
    expect(asked.filter(id => !holding.has(id) && !outOfReach.has(id) && !asksOfFaultsOnly.has(id))).toEqual([])
  })

  it('tells of an organization which of its accounts lets it fail', () => {
    const unguarded = place.assessment('whole').results.flatMap(({ findings }) => findings.find(({ rule }) => rule === 'aws-scp-not-used') ?? [])
    expect(unguarded.map(({ message }) => message)).toEqual([expect.stringMatching(/takes anything away from 1 of 10 active member accounts: sandbox/)])
  })
})

/** The same verdicts without these scopes: what is asked there is unknown, and nothing else changes. */
const without = (table: VerdictTable, dark: readonly string[], isAsked: (rule: string) => boolean = () => true): VerdictTable =>
  Object.fromEntries(
    Object.entries(table).map(([rule, { holds = '', ...rows }]) => {
      if (!isAsked(rule)) return [rule, table[rule] ?? {}]
      const holding = holds.split(' ').filter(scope => scope !== '' && !dark.includes(scope))
      return [
        rule,
        { ...rows, ...Object.fromEntries(dark.map(scope => [scope, 'all unknown'])), ...(holding.length === 0 ? {} : { holds: holding.join(' ') }) },
      ]
    }),
  )

/** Rules about the organization as a whole: a dark account is not a scope of theirs. */
const isAboutOrganization = (rule: string): boolean =>
  Object.entries(expectedAws[rule] ?? {}).every(([scope, words]) => (scope === 'holds' ? words : scope) === 'organization')

describe('with three accounts dark and one permission missing: only what depends on them is unknown', () => {
  const dark = ['audit', 'shop', 'data'] as const
  let found: VerdictTable
  beforeAll(async () => {
    for (const name of dark) aws.settings(accounts[name]).entry = 'nobody'
    expect(await scan(aws, 'dark', { clientId: withoutAuditLogs.clientId })).toBe(0)
    found = verdictTable(place.assessment('dark'))
  })

  it('of AWS', () => {
    const everywhere = (words: (name: string) => string, but: readonly string[] = []) =>
      Object.fromEntries(
        Object.keys(accounts)
          .filter(name => !['closed', 'acquired', ...but].includes(name))
          .map(name => [name, words(name)]),
      )
    expect(only(found, isAboutAws)).toEqual({
      ...without(expectedAws, dark, rule => !isAboutOrganization(rule)),
      // Each kind of credential is a question of its own, so it is told by name which could not be read.
      'aws-legacy-credential-in-use': Object.fromEntries(
        dark.map(name => [name, `signing certificates, service-specific credentials and SSH keys of account ${name} unknown`]),
      ),
      'aws-account-not-scanned': { organization: 'acquired info, audit medium, data medium, shop medium, 7 hold' },
      // The analyzers of the organization are the dark account's to tell.
      'aws-access-analyzer-missing': {
        ...everywhere(name => `account ${name} unknown, us-east-1 unknown, 1 hold`, dark),
        ...Object.fromEntries(dark.map(name => [name, 'all unknown'])),
        sandbox: 'account sandbox unknown, eu-west-1 unknown, us-east-1 unknown',
      },
      // What became of a set in an account that is dark may be wrong.
      'aws-identity-center-permission-set-drift': { organization: 'Payer medium, Watcher medium, Administrator unknown, Reader unknown' },
    })
  })

  it('of Entra', () => {
    const needAuditLogs = [
      'entra-guest-inactive',
      'entra-legacy-authentication-seen',
      'entra-privileged-user-inactive',
      'entra-resource-owner-password-flow-seen',
      'entra-user-inactive',
      'entra-user-not-registered-for-mfa',
    ]
    expect(only(found, isAboutEntra)).toEqual({
      ...without(expectedEntra, ['faulty', 'sound'], rule => needAuditLogs.includes(rule)),
      'entra-saml-signing-key-unknown': { ...expectedEntra['entra-saml-signing-key-unknown'], ...Object.fromEntries(dark.map(name => [name, 'all unknown'])) },
      // Any role of an account that is dark may trust the tenant.
      'entra-aws-role-mapping-dangling': {
        bare: 'roles that could not be read unknown',
        faulty: expectedEntra['entra-aws-role-mapping-dangling']?.faulty?.replace(/, 1 hold$/, ', roles that could not be read unknown, 1 hold'),
        sound: 'roles that could not be read unknown',
      },
      // In an account that is dark somebody else of the tenant may be administrator.
      'entra-synced-user-privileged-in-aws': {
        faulty: '[synced-admin@contoso.onmicrosoft.com], Contoso unknown',
        sound: 'Fabrikam unknown',
        holds: 'bare',
      },
    })
  })
})

it('writes the same assessment, byte for byte but for its time, whether one thing is asked at a time or sixteen', async () => {
  // The first scan of all had to wait for the credential reports.
  expect([await scan(aws, 'one', { concurrency: 1 }), await scan(aws, 'sixteen', { concurrency: 16 })]).toEqual([0, 0])
  const timeless = (out: string): string =>
    readFileSync(join(place.folder, out, 'latest', 'assessment.json'), 'utf8').replaceAll(place.assessment(out).now, 'now')
  expect(timeless('sixteen')).toBe(timeless('one'))
}, 240_000)
