import type { Dataset, Row, Scope } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { type RolesAnywhereProfile, rolesAnywhereProfiles, type TrustAnchor, trustAnchors } from '../../datasets/aws/roles-anywhere.ts'
import { type Collected, type Collector, defineCollector } from '../collector.ts'
import { booleanOf, listOf, objectOf, textOf, textsOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** As the API reference has the answers; each member may be missing all the same. */
interface Page<Item> {
  readonly profiles?: readonly Item[]
  readonly trustAnchors?: readonly Item[]
  readonly nextToken?: string
}
interface AnchorAnswer {
  readonly trustAnchorArn?: string
  readonly name?: string
  readonly enabled?: boolean
  readonly source?: { readonly sourceType?: string }
}
interface ProfileAnswer {
  readonly profileArn?: string
  readonly name?: string
  readonly enabled?: boolean
  readonly roleArns?: readonly string[]
}

interface Listing<Item, R extends Row> {
  readonly operation: string
  readonly path: string
  readonly member: 'profiles' | 'trustAnchors'
  readonly dataset: Dataset<R>
  idOf(item: Item): string | undefined
  toRow(item: Item, at: Scope, region: string): R
}

/** A role that trusts the service names it; behind an escape any name may stand. */
const NAMED = /rolesanywhere|\\u/i

/** Lists each Region of accounts in which a role trusts the service; where the roles could not all be read, one may. */
const listing = <Item extends object, R extends Row>({ operation, path, member, dataset, idOf, toRow }: Listing<Item, R>): Collector<AwsSession> =>
  defineCollector<AwsSession>({
    name: `aws-${dataset.name}`,
    gives: [dataset],
    after: [iamRoles],
    async *collect(session, at, sofar) {
      if (sofar.isComplete(iamRoles) && !sofar.rows(iamRoles).some(({ trustPolicy }) => NAMED.test(trustPolicy))) return
      yield* inEachRegion(session, [dataset], async function* (region): AsyncGenerator<Collected> {
        const ask = (nextToken: string | undefined): Promise<Page<Item>> => {
          const query = { pageSize: '100', ...(nextToken === undefined ? {} : { nextToken }) }
          return session.read<Page<Item>>({ client: 'RolesAnywhereClient', service: 'rolesanywhere', operation, region, path, query })
        }
        for await (const page of pagesOf(session, operation, ask))
          yield* rowsOf(dataset, listOf(page[member], `${operation}: ${member}`), idOf, item => toRow(item, at, region))
      })
    },
  })

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_ListTrustAnchors.html */
export const rolesAnywhereAnchors = listing<AnchorAnswer, TrustAnchor>({
  operation: 'ListTrustAnchors',
  path: '/trustanchors',
  member: 'trustAnchors',
  dataset: trustAnchors,
  idOf: ({ trustAnchorArn }) => trustAnchorArn,
  toRow: (anchor, at, region) => ({
    id: textOf(anchor.trustAnchorArn, 'trustAnchorArn'),
    scope: at.id,
    part: region,
    name: textOf(anchor.name, 'name'),
    isEnabled: booleanOf(anchor.enabled, 'enabled'),
    sourceType: textOf(objectOf(anchor.source, 'source').sourceType, 'sourceType'),
  }),
})

/** https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_ListProfiles.html */
export const anywhereProfiles = listing<ProfileAnswer, RolesAnywhereProfile>({
  operation: 'ListProfiles',
  path: '/profiles',
  member: 'profiles',
  dataset: rolesAnywhereProfiles,
  idOf: ({ profileArn }) => profileArn,
  toRow: (profile, at, region) => ({
    id: textOf(profile.profileArn, 'profileArn'),
    scope: at.id,
    part: region,
    name: textOf(profile.name, 'name'),
    isEnabled: booleanOf(profile.enabled, 'enabled'),
    roleArns: textsOf(profile.roleArns, 'roleArns'),
  }),
})
