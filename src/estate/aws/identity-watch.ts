import { filterReach } from '../../analysis/trails/alarm-reach.ts'
import { type Matcher, parseFilterPattern } from '../../analysis/trails/filter-pattern.ts'
import { type Concern, IDENTITY_EVENTS } from '../../analysis/trails/identity-events.ts'
import { both, type Certainty, either } from '../../analysis/trails/management-events.ts'
import { nativeId, type Row } from '../../dataset.ts'
import { organizationMemberships } from '../../datasets/aws/organization.ts'
import { alarmTopics, type TrailMetricFilter, trailAlarms, trailMetricFilters } from '../../datasets/aws/trail-alarms.ts'
import { defineEstateView, defineView, tableOf } from '../needs.ts'
import { trailCoverage } from './trails.ts'

/** Whether anybody is alarmed by the events of a concern, where they are looked at. */
export interface Watch {
  readonly watched: Certainty
  /** Names of events that alarm nobody, or perhaps nobody. */
  readonly unheard: readonly string[]
  /** Clauses for people. */
  readonly why: readonly string[]
}

const CONCERNS = Object.keys(IDENTITY_EVENTS) as readonly Concern[]

interface Watcher {
  readonly filter: TrailMetricFilter
  readonly match: Matcher | undefined
  readonly heard: Certainty
  readonly why: string | undefined
}

const matchOf = ({ filter, match }: Watcher, field: Parameters<Matcher>[0]): Certainty =>
  both(match?.(field) ?? 'unclear', filter.hasFurtherCriteria ? 'unclear' : 'yes')

const watchOf = (concern: Concern, watchers: readonly Watcher[]): Watch => {
  const why = new Set<string>()
  const unheard = new Set<string>()
  const found = IDENTITY_EVENTS[concern].map(({ name, field }) => {
    const matches = watchers.map(watcher => ({ watcher, matches: matchOf(watcher, field) }))
    const certainty = either(...matches.map(({ watcher, matches }) => both(matches, watcher.heard)))
    if (certainty === 'yes') return certainty
    unheard.add(name)
    for (const { watcher, matches: is } of matches) {
      if (is === 'unclear' && watcher.heard !== 'no') why.add(`the pattern of metric filter ${watcher.filter.name} could not be understood`)
      if (is === 'yes' && watcher.why !== undefined) why.add(watcher.why)
    }
    return certainty
  })
  return { watched: both(...found), unheard: [...unheard], why: [...why] }
}

type Watches = Readonly<Record<Concern, Watch>>

const everywhere = (watch: (concern: Concern) => Watch): Watches => Object.fromEntries(CONCERNS.map(concern => [concern, watch(concern)])) as Watches

const ownWatch = defineView({
  name: 'own-identity-watch',
  per: 'aws-account',
  needs: { trailMetricFilters, trailAlarms, alarmTopics },
  toleratesPartsOf: ['trailMetricFilters', 'trailAlarms', 'alarmTopics'],
  build({ trailMetricFilters, trailAlarms, alarmTopics }, _at, missing) {
    const alarms = [...trailAlarms]
    const topics = new Map([...alarmTopics].map(topic => [topic.id, topic] as const))
    const unreadAlarms = new Map(missing('trailAlarms').map(({ part, detail }) => [part ?? '', detail] as const))
    const watcherOf = (filter: TrailMetricFilter): Watcher => {
      const reach = filterReach(filter, alarms, topics)
      const unread = unreadAlarms.get(filter.part ?? '')
      const { heard, why } =
        reach.heard === 'no' && unread !== undefined ? { heard: 'unclear' as const, why: `the alarms could not be read (${unread})` } : reach
      return { filter, match: parseFilterPattern(filter.pattern), heard, why }
    }
    const groups = Map.groupBy([...trailMetricFilters].map(watcherOf), ({ filter }) => filter.logGroupArn)
    const byGroup = new Map([...groups].map(([arn, watchers]) => [arn, everywhere(concern => watchOf(concern, watchers))] as const))
    return { byGroup, unread: new Map(missing('trailMetricFilters').map(({ part, detail }) => [part ?? '', detail] as const)) }
  },
})

const watchOfAccounts = defineEstateView({
  name: 'identity-watch-of-accounts',
  per: ['aws-account'],
  needs: { ownWatch },
  handlesDark: true,
  distil: ({ ownWatch }) => ownWatch,
  join: parts => new Map([...parts].map(([scope, part]) => [nativeId(scope), part] as const)),
})

const nobody = (concern: Concern, why: string, watched: Certainty = 'no'): Watch => ({
  watched,
  unheard: [...new Set(IDENTITY_EVENTS[concern].map(({ name }) => name))],
  why: [why],
})

/**
 * Who is alarmed by what happens to the identities of an account: through a trail of all Regions, its log group, a metric filter, an alarm and somebody who
 * listens. The log group of an organization's trail is its owner's, whose alarms count for every account.
 */
export const identityWatch = defineView({
  name: 'identity-watch',
  per: 'aws-account',
  needs: { trailCoverage, watchOfAccounts },
  build({ trailCoverage: { trails, regions, dark }, watchOfAccounts }): (concern: Concern) => Watch {
    const wide = trails.filter(({ isMultiRegion }) => isMultiRegion)
    const grouped = wide.flatMap(trail => (trail.logGroupArn === undefined ? [] : [{ trail, arn: trail.logGroupArn }]))
    return concern => {
      if (trails.length === 0 && dark.length === regions.length) return nobody(concern, 'no Region could be asked for its trails', 'unclear')
      if (grouped.length === 0) return nobody(concern, 'no trail of all Regions sends its events to CloudWatch Logs')
      const watches = grouped.map(({ trail, arn }): Watch => {
        // Whoever uses root may do no more than read.
        const reaches = concern === 'root-use' ? trail.reachesLogGroup : trail.changesReachLogGroup
        const what = concern === 'root-use' ? 'all events' : 'the events that change something'
        if (reaches === 'no') return nobody(concern, `trail ${trail.name} does not send ${what} to its log group`)
        const account = arn.split(':')[4] ?? ''
        const of = watchOfAccounts.get(account)
        const unread = of?.unread.get(arn) ?? (of === undefined ? `account ${account}, whose log group it is, could not be read` : undefined)
        if (unread !== undefined) return nobody(concern, `the metric filters of trail ${trail.name} could not be read (${unread})`, 'unclear')
        const watch = of?.byGroup.get(arn)?.[concern] ?? nobody(concern, `the log group of trail ${trail.name} has no metric filter`)
        if (reaches === 'yes' || watch.watched === 'no') return watch
        return { ...watch, watched: 'unclear', why: [...watch.why, ...trail.troubles] }
      })
      const watched = either(...watches.map(watch => watch.watched))
      const alike = watches.filter(watch => watch.watched === watched)
      return { watched, unheard: alike[0]?.unheard ?? [], why: [...new Set(alike.flatMap(({ why }) => why))] }
    }
  },
})

/** A part of the identities of an account that can be changed; `id` is `<account>#<concern>`. */
export interface IdentityPlane extends Row {
  readonly concern: Exclude<Concern, 'root-use' | 'sign-in-without-mfa'>
  readonly words: string
}

const WORDS: Readonly<Record<IdentityPlane['concern'], string>> = {
  'iam-change': 'the policies of IAM',
  'sso-change': 'IAM Identity Center',
  'organization-change': 'the organization',
}

/** IAM in every account; Identity Center and the organization in the management account alone, where they are changed and logged. */
export const identityPlanes = defineView({
  name: 'identity-planes',
  per: 'aws-account',
  needs: { organizationMemberships },
  build({ organizationMemberships }, at) {
    const isManagement = [...organizationMemberships].some(({ managementAccountId }) => managementAccountId === nativeId(at.id))
    const concerns: readonly IdentityPlane['concern'][] = isManagement ? ['iam-change', 'sso-change', 'organization-change'] : ['iam-change']
    return tableOf(
      concerns.map(
        (concern): IdentityPlane => ({
          id: `${nativeId(at.id)}#${concern}`,
          scope: at.id,
          partOf: at.id,
          name: `${WORDS[concern]}, account ${at.name}`,
          concern,
          words: WORDS[concern],
        }),
      ),
    )
  },
})
