import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Counting } from '../../../src/analysis/identity-graph/weakest-ways.ts'
import { openSnapshot } from '../../../src/cli/snapshot-folder.ts'
import { goalsNamed, type Reaching, whoReaches } from '../../../src/estate/identity-graph/entries.ts'
import { graphNeeds, graphOf } from '../../../src/estate/identity-graph/identity-graph.ts'
import type { EstateGraph } from '../../../src/estate/identity-graph/join-graph.ts'
import { lookUpEverywhere } from '../../../src/look-up.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner } from '../../clouds/entra/tenant.ts'
import { verdicts, workplace } from '../run-postern.ts'
import { entraEnvironment } from '../seeds.ts'
import { accounts, domain, type Place, tenantId } from './places.ts'
import type { Planting } from './planting.ts'
import { plantings } from './plantings.ts'
import { awsOf, seedsOf, tenantOf } from './world.ts'

const workbench = workplace()
let aws: EmulatedAws
let entra: Entra
let estate: EstateGraph

const places = Object.keys(accounts) as readonly Place[]

const configOf = (url: string): string => `aws:
  organization: { role: PosternReadOnly }
entra:
  - tenant: ${tenantId}
    auth: { method: secret, clientId: ${scanner.clientId}, secretEnv: POSTERN_SECRET }
    authorityHost: ${url}
    graphEndpoint: ${url}
limits: { concurrency: 16 }
failOn: none
`

const nameOf = (name: string): string => name.replace(`@${domain}`, '')
const wayOf = ({ way }: Reaching): string => `${way.demand}${way.edges.some(({ holding }) => holding === 'eligible') ? ', activated' : ''}`

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Who reaches each account, and how weakly. */
const found = (counting: Partial<Counting> = {}): Table =>
  Object.fromEntries(
    places.map(place => {
      const reaching = whoReaches(estate, goalsNamed(estate, accounts[place]), { possible: false, eligible: true, takeovers: true, ...counting })
      return [place, Object.fromEntries(reaching.map(one => [nameOf(one.entry.name), wayOf(one)]))]
    }),
  )

/** Whoever administers the management account administers every account that is not suspended. */
const placesOf = (to: readonly Place[]): readonly Place[] => (to.includes('management') ? places.filter(place => place !== 'closed') : to)

/** The plantings, in the shape of what is found; `open`: those with a step that cannot be decided, too. */
const planted = (open: boolean): Table =>
  Object.fromEntries(
    places.map(place => {
      const here = plantings.filter(({ to, isOpen }) => placesOf(to).includes(place) && (open || isOpen !== true))
      return [place, Object.fromEntries(here.flatMap(({ who, way }) => (way === undefined ? [] : [[who, way]])))]
    }),
  )

/** People of the tenant with a planted path. */
const people = (): readonly Planting[] => {
  const users = new Set(plantings.flatMap(({ seeds }) => seeds.flatMap(({ tenant }) => (tenant?.users ?? []).map(({ displayName }) => displayName))))
  return plantings.filter(({ who, way, isOpen }) => users.has(who) && way !== undefined && isOpen !== true)
}

const verdict = (severity: string, failing: readonly Planting[], folded: readonly Planting[] = []): string => {
  const named = ({ who }: Planting): string => `${who}@${domain}`
  return ['fail', ...[...failing.map(one => `${named(one)} ${severity}`), ...folded.map(one => `[${named(one)}]`)].sort()].join(' | ')
}

/** What the rules over paths must say of those that were planted. */
const plantedVerdicts = (): Readonly<Record<string, string>> => {
  const [weak, middling] = ['single-factor', 'mfa'].map(demand => people().filter(({ way }) => way?.startsWith(demand))) as [Planting[], Planting[]]
  const takers = people().filter(({ by }) => by === 'taking')
  const [far, near] = [takers.filter(({ to }) => to.includes('management')), takers.filter(({ to }) => !to.includes('management'))]
  return {
    'cross-aws-administrator-single-factor': verdict('critical', weak),
    'cross-aws-administrator-not-phishing-resistant': verdict('high', middling, weak),
    'cross-aws-administrator-standing': verdict(
      'high',
      people().filter(({ way, by }) => by === undefined && way?.endsWith('activated') === false),
    ),
    'cross-aws-access-by-weak-administrator': verdict('high', near, far),
    'cross-management-account-path': verdict('critical', far),
    'cross-guest-reaches-aws': verdict(
      'high',
      people().filter(({ who }) => who === 'guest'),
    ),
    'cross-global-administrator-also-aws-administrator': 'pass',
  }
}

beforeAll(async () => {
  const seeds = seedsOf(plantings)
  ;[aws, entra] = await Promise.all([startAws(awsOf(seeds)), startEntra({ tenants: [tenantOf(seeds)] })])
  const config = workbench.config(configOf(entra.url))
  const { code, stderr } = await workbench.postern(['scan', '--config', config, '--out', 'posture'], {
    ...aws.environment(accounts.management),
    ...entraEnvironment,
  })
  expect([code, stderr]).toEqual([0, expect.anything()])
  estate = graphOf(lookUpEverywhere(openSnapshot(join(workbench.folder, 'posture', 'latest', 'snapshot')), graphNeeds, []))
})
afterAll(async () => {
  await Promise.all([aws.stop(), entra.close()])
  workbench.remove()
})

describe('an organization of twenty accounts and its tenant', () => {
  it('was read whole', () => {
    expect(workbench.assessment().scopes.flatMap(({ gaps }) => gaps)).toEqual([])
  })

  it('has the paths that were planted, each with its weakest way, and no other', () => {
    expect(found()).toEqual(planted(false))
  })

  it('may have, beside them, those with a step that cannot be decided, and no other', () => {
    expect(found({ possible: true })).toEqual(planted(true))
  })

  it('has the verdicts of the rules over paths', () => {
    expect(verdicts(workbench.assessment())).toMatchObject(plantedVerdicts())
  })

  it.each([
    ['paths', '--to', accounts.ops],
    ['who-can-reach', accounts.ops],
  ])('tells the same when asked for %s at the command line', async (...question) => {
    const { stdout } = await workbench.postern([...question, '--json', '--out', 'posture'])
    const { paths }: { paths: readonly { from: { name: string }; demand: string; activated: boolean; certain: boolean }[] } = JSON.parse(stdout)
    const told = paths.map(({ from, demand, activated }) => [nameOf(from.name), `${demand}${activated ? ', activated' : ''}`])
    expect(Object.fromEntries(told)).toEqual(planted(false).ops)
  })
})
