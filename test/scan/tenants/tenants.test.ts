import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { hasPlan, plans } from '../../clouds/entra/built-ins.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { expectedAzure } from '../organization/expected-azure.ts'
import { expectedEntra } from '../organization/expected-entra.ts'
import { workplace } from '../run-postern.ts'
import { entraEnvironment } from '../seeds.ts'
import { china } from './china.ts'
import { consumers } from './consumers.ts'
import { customers } from './customers.ts'
import { expectedChina } from './expected-china.ts'
import { expectedConsumers } from './expected-consumers.ts'
import { expectedCustomers } from './expected-customers.ts'
import { expectedFederated } from './expected-federated.ts'
import { expectedGreenfield } from './expected-greenfield.ts'
import { expectedPartners } from './expected-partners.ts'
import { expectedPremium } from './expected-premium.ts'
import { expectedSynchronized } from './expected-synchronized.ts'
import { federated } from './federated.ts'
import { greenfield } from './greenfield.ts'
import { partners } from './partners.ts'
import { premium } from './premium.ts'
import { synchronized } from './synchronized.ts'
import { tenantsConfig } from './tenants-config.ts'
import { type Verdicts, verdictsIn } from './verdicts.ts'

const place = workplace()
let entra: Entra

const isAboutEntra = (rule: string): boolean => rule.startsWith('entra-')

const cases: readonly (readonly [string, TenantFixture, Verdicts])[] = [
  ['a new one with security defaults and no licence', greenfield, expectedGreenfield],
  ['one with P1, without PIM', premium, expectedPremium],
  ['one federated with AD FS that nobody keeps up', federated, expectedFederated],
  ['one synchronized from on-premises as it should be', synchronized, expectedSynchronized],
  ['one of mostly guests', partners, expectedPartners],
  ['Azure AD B2C', consumers, expectedConsumers],
  ['an external tenant', customers, expectedCustomers],
  ['one in China', china, expectedChina],
]

/** Service plans as rules name them, by what the fixtures have. */
const planIds: Readonly<Record<string, string>> = {
  AAD_PREMIUM: plans.p1,
  AAD_PREMIUM_P2: plans.p2,
  Entra_Identity_Governance: plans.governance,
  AAD_WRKLDID_P2: plans.workloadP2,
}
const lacks = (tenant: TenantFixture, names: readonly string[]): boolean => !hasPlan(tenant, ...names.flatMap(name => planIds[name] ?? []))

beforeAll(async () => {
  entra = await startEntra({ tenants: cases.map(([, tenant]) => tenant) })
  const { code, stderr } = await place.postern(['scan', '--config', place.config(tenantsConfig(entra.url)), '--out', 'out'], entraEnvironment)
  expect([code, stderr]).toEqual([0, ''])
})
afterAll(async () => {
  await entra.close()
  place.remove()
})

describe('tenants of each kind in one scan', () => {
  it.each(cases)('%s: every rule of Entra has the verdict that is right there', (_kind, { id }, expected) => {
    expect(verdictsIn(place.assessment('out'), id, isAboutEntra)).toEqual(expected)
  })

  it.each(cases)('%s: without its licence no rule holds', (_kind, tenant, { holds, fails, notAsked }) => {
    const unlicensed = rules.flatMap(({ id, withoutLicence }) =>
      isAboutEntra(id) && withoutLicence !== undefined && lacks(tenant, withoutLicence.plans) ? [{ id, verdict: withoutLicence.verdict }] : [],
    )
    expect(unlicensed.filter(({ id }) => holds.includes(id))).toEqual([])
    expect(unlicensed.filter(({ id, verdict }) => !(verdict === 'fail' ? Object.keys(fails) : notAsked).includes(id))).toEqual([])
  })

  it('in China: says of what Microsoft Graph lacks there that it does, and does not call the scan incomplete for it', () => {
    const scope = place.assessment('out').scopes.find(({ id }) => id.endsWith(china.id))
    expect(scope?.gaps.map(({ dataset, reason }) => `${dataset} ${reason}`).sort()).toEqual([
      'entra-agent-blueprints out-of-reach',
      'entra-agent-identities out-of-reach',
      'entra-app-management-policies out-of-reach',
      'entra-application-sign-in-activities out-of-reach',
      'invitation-domains out-of-reach',
      'risky-users out-of-reach',
    ])
    for (const { detail } of scope?.gaps ?? []) expect(detail).toMatch(/^the Microsoft Graph of this cloud does not have it: /)
  })
})

it('a tenant with P2 has a fault planted for at least 90 rules, in the scan of the organization', () => {
  const isFaulty = (words = ''): boolean => words.split(', ').some(word => /^\[.+\]$|(?:critical|high|medium|low|info)$/.test(word))
  const planted = Object.values({ ...expectedEntra, ...expectedAzure }).filter(({ faulty }) => isFaulty(faulty))
  expect(planted.length).toBeGreaterThanOrEqual(90)
})
