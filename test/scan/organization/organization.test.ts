import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { workplace } from '../run-postern.ts'
import { entraEnvironment } from '../seeds.ts'
import { accounts } from './accounts.ts'
import { billingAws, organizationAws } from './aws-organization.ts'
import { organizationTenants, withoutAuditLogs } from './entra-tenants.ts'
import { expectedAws } from './expected-aws.ts'
import { expectedEntra } from './expected-entra.ts'
import { organizationConfig } from './organization-config.ts'
import { tenants } from './tenants.ts'
import { type VerdictTable, verdictTable } from './verdict-table.ts'

const place = workplace()
let aws: EmulatedAws
let billing: EmulatedAws
let entra: Entra

const scan = async (cloud: EmulatedAws, out: string, options: Parameters<typeof organizationConfig>[1] = {}): Promise<number | null> => {
  const config = place.config(organizationConfig(entra.url, options), `${out}.yaml`)
  const { code } = await place.postern(['scan', '--config', config, '--out', out], { ...cloud.environment(accounts.management), ...entraEnvironment })
  return code
}

beforeAll(async () => {
  ;[aws, billing, entra] = await Promise.all([startAws(organizationAws), startAws(billingAws), startEntra({ tenants: organizationTenants })])
  expect(await scan(aws, 'whole')).toBe(0)
  expect(await scan(billing, 'billing', { tenants: [tenants.bare] })).toBe(0)
})
afterEach(() => {
  for (const id of Object.values(accounts)) aws.settings(id).entry = 'anyone'
})
afterAll(async () => {
  await Promise.all([aws.stop(), billing.stop(), entra.close()])
  place.remove()
})

describe('an organization of twelve accounts and its tenants in one scan', () => {
  it('gives the verdicts that were planted, account by account', () => {
    expect(verdictTable(place.assessment('whole'))).toEqual({ ...expectedAws, ...expectedEntra })
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

  it('has a fault planted for every rule, and a neighbour where it holds', () => {
    const results = ['whole', 'billing'].flatMap(out => place.assessment(out).results)
    const failing = new Set(results.filter(({ findings }) => findings.length > 0).map(({ rule }) => rule.id))
    const holding = new Set(results.filter(({ tallies }) => tallies.some(({ passed }) => passed > 0)).map(({ rule }) => rule.id))
    expect(rules.map(({ id }) => id).filter(id => !failing.has(id))).toEqual([])
    // One account without a policy is a fault of the whole organization: its neighbours are in the evidence.
    expect(rules.map(({ id }) => id).filter(id => !holding.has(id))).toEqual(['aws-scp-not-used'])
    const unguarded = results.flatMap(({ findings }) => findings).find(({ rule }) => rule === 'aws-scp-not-used')
    expect(unguarded?.message).toMatch(/takes anything away from 1 of 10 active member accounts: sandbox/)
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

it('with three accounts dark and one permission missing: only what depends on them is unknown', async () => {
  const dark = ['audit', 'shop', 'data'] as const
  for (const name of dark) aws.settings(accounts[name]).entry = 'nobody'
  expect(await scan(aws, 'dark', { clientId: withoutAuditLogs.clientId })).toBe(0)

  const aboutOrganizations = ['aws-account-not-scanned', 'aws-identity-center-missing', 'aws-organization-not-all-features', 'aws-scp-not-used']
  const needAuditLogs = ['entra-legacy-authentication-seen', 'entra-user-not-registered-for-mfa']
  expect(verdictTable(place.assessment('dark'))).toEqual({
    ...without(expectedAws, dark, rule => !aboutOrganizations.includes(rule)),
    // Each kind of credential is a question of its own, so it is told by name which could not be read.
    'aws-legacy-credential-in-use': Object.fromEntries(
      dark.map(name => [name, `signing certificates, service-specific credentials and SSH keys of account ${name} unknown`]),
    ),
    'aws-account-not-scanned': { organization: 'acquired info, audit medium, data medium, shop medium, 7 hold' },
    ...without(expectedEntra, ['faulty', 'sound'], rule => needAuditLogs.includes(rule)),
  })
})

it('writes the same assessment, byte for byte but for its time, whether one thing is asked at a time or sixteen', async () => {
  // The first scan of all had to wait for the credential reports.
  expect([await scan(aws, 'one', { concurrency: 1 }), await scan(aws, 'sixteen', { concurrency: 16 })]).toEqual([0, 0])
  const timeless = (out: string): string =>
    readFileSync(join(place.folder, out, 'latest', 'assessment.json'), 'utf8').replaceAll(place.assessment(out).now, 'now')
  expect(timeless('sixteen')).toBe(timeless('one'))
})
