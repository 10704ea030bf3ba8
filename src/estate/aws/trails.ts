import { both, type Certainty, identitySourcesLeftOut, managementEvents } from '../../analysis/trails/management-events.ts'
import { type Gap, nativeId } from '../../dataset.ts'
import { type CloudTrail, cloudTrails, trailSelectors, trailStatuses } from '../../datasets/aws/cloudtrail.ts'
import { awsRegions } from '../../datasets/aws/regions.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineEstateView, defineView, tableOf } from '../needs.ts'

/** What one trail does, as the account that owns it tells. */
interface TrailDoings {
  readonly id: string
  /** Whether it logs management events that read, and that change something, and they arrive. */
  readonly read: Certainty
  readonly write: Certainty
  /** Whether all management events reach its log group as well, and those at least that change something. */
  readonly reachesLogGroup: Certainty
  readonly changesReachLogGroup: Certainty
  /** Sources of identity events that it leaves out, where it logs everything else that changes something. */
  readonly leavesOut: readonly string[]
  /** Clauses for people: why it does not log, and what is unclear. */
  readonly troubles: readonly string[]
}

const saying = (gaps: readonly Gap[], id: string): string => gaps.find(({ part }) => part === id || part === undefined)?.detail ?? 'nothing was said of it'

const ownTrails = defineView({
  name: 'own-trails',
  per: 'aws-account',
  needs: { cloudTrails, trailStatuses, trailSelectors },
  toleratesPartsOf: ['cloudTrails', 'trailStatuses', 'trailSelectors'],
  build({ cloudTrails, trailStatuses, trailSelectors }, at, missing): readonly TrailDoings[] {
    return [...cloudTrails]
      .filter(({ ownerAccount }) => ownerAccount === nativeId(at.id))
      .map(({ id }): TrailDoings => {
        const status = trailStatuses.get(id)
        const selectors = trailSelectors.get(id)
        const troubles: string[] = []
        if (status === undefined) troubles.push(`whether it logs could not be read (${saying(missing('trailStatuses'), id)})`)
        if (status?.isLogging === false) troubles.push('it is stopped')
        if (status?.deliveryError !== undefined) troubles.push(`its log files do not arrive (${status.deliveryError})`)
        if (selectors === undefined) troubles.push(`what it logs could not be read (${saying(missing('trailSelectors'), id)})`)
        const events = selectors === undefined ? { read: 'unclear' as const, write: 'unclear' as const } : managementEvents(selectors)
        if (selectors !== undefined && [events.read, events.write].includes('unclear'))
          troubles.push('its event selectors have conditions that could not be understood')
        const leavesOut = selectors === undefined || status?.isLogging !== true || status.deliveryError !== undefined ? [] : identitySourcesLeftOut(selectors)
        if (leavesOut.length > 0) troubles.push(`it leaves out ${leavesOut.join(', ')}`)
        const logs = status === undefined ? 'unclear' : status.isLogging ? 'yes' : 'no'
        const streams = both(logs, status?.logGroupError === undefined ? 'yes' : 'no')
        const arrives = both(logs, status?.deliveryError === undefined ? 'yes' : 'no')
        return {
          id,
          read: both(arrives, events.read),
          write: both(arrives, events.write),
          reachesLogGroup: both(streams, events.read, events.write),
          changesReachLogGroup: both(streams, events.write),
          leavesOut,
          troubles,
        }
      })
  },
})

/** What every trail of the scan does; of the organization's, members see only that it is there. */
const trailsOfOwners = defineEstateView({
  name: 'trails-of-owners',
  per: ['aws-account'],
  needs: { ownTrails },
  handlesDark: true,
  distil: ({ ownTrails }) => ownTrails,
  join: (parts, dark) => ({
    byId: new Map([...parts.values()].flatMap(trails => trails.map(trail => [trail.id, trail] as const))),
    dark: new Map(dark.map(gap => [nativeId(gap.scope), gap.detail] as const)),
  }),
})

/** A trail that logs an account, with what it does. */
export interface TrailAtWork extends TrailDoings, Omit<CloudTrail, 'id'> {}

/** The trails that log an account. */
export interface TrailCoverage {
  readonly trails: readonly TrailAtWork[]
  readonly regions: readonly string[]
  /** Regions that could not be asked: trails of theirs alone are not known. */
  readonly dark: readonly string[]
}

/** The trails that log an account, its organization's among them, and what each does. */
export const trailCoverage = defineView({
  name: 'trail-coverage',
  per: 'aws-account',
  needs: { cloudTrails, awsRegions, trailsOfOwners },
  toleratesPartsOf: ['cloudTrails'],
  build({ cloudTrails, awsRegions, trailsOfOwners }, _at, missing): TrailCoverage {
    const regions = [...awsRegions].map(({ id }) => id)
    const unread = new Set(missing('cloudTrails').map(({ part }) => part))
    return {
      regions,
      dark: regions.filter(region => unread.has(region)),
      trails: [...cloudTrails].map((trail): TrailAtWork => {
        const doings = trailsOfOwners.byId.get(trail.id)
        if (doings !== undefined) return { ...trail, ...doings }
        const why = trailsOfOwners.dark.get(trail.ownerAccount) ?? 'it was not scanned'
        const troubles = [`what it does is told by account ${trail.ownerAccount} alone, which could not be read (${why})`]
        return { ...trail, read: 'unclear', write: 'unclear', reachesLogGroup: 'unclear', changesReachLogGroup: 'unclear', leavesOut: [], troubles }
      }),
    }
  },
})

/** Whether an account answers for a trail: its own, and those whose owner is not of this scan. */
export const answersFor = (account: string, owner: string, scanned: Iterable<{ readonly kind: string; readonly id: string }>): boolean =>
  owner === account || ![...scanned].some(({ kind, id }) => kind === 'aws-account' && nativeId(id) === owner)

/** The trails that an account answers for: an organization's trail is judged where it can be changed, once, if that account is of the scan. */
export const answerableTrails = defineView({
  name: 'answerable-trails',
  per: 'aws-account',
  needs: { cloudTrails, scopes },
  rowwise: true,
  build: ({ cloudTrails, scopes }, at) => tableOf([...cloudTrails].filter(({ ownerAccount }) => answersFor(nativeId(at.id), ownerAccount, scopes))),
})
