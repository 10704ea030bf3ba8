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
import { workplace } from '../run-postern.ts'
import { entraEnvironment } from '../seeds.ts'
import { accounts, domain, type Place, tenantId } from './places.ts'
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
})
