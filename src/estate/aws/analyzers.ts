import { nativeId, type Row } from '../../dataset.ts'
import { organizationMemberships } from '../../datasets/aws/organization.ts'
import { awsRegions } from '../../datasets/aws/regions.ts'
import { type AccessAnalyzer, accessAnalyzers } from '../../datasets/aws/security-services.ts'
import { defineEstateView, defineView, tableOf } from '../needs.ts'
import { organizationRoster } from './organization-roster.ts'

/** What an analyzer looks for. */
type Purpose = 'external' | 'unused'

const purposeOf = (type: string): Purpose | undefined => {
  if (type === 'ACCOUNT' || type === 'ORGANIZATION') return 'external'
  return type.endsWith('_UNUSED_ACCESS') ? 'unused' : undefined
}

const ownAnalyzers = defineView({
  name: 'own-analyzers',
  per: 'aws-account',
  needs: { accessAnalyzers },
  toleratesPartsOf: ['accessAnalyzers'],
  build: ({ accessAnalyzers }, _at, missing) => ({
    analyzers: [...accessAnalyzers],
    unread: new Map(missing('accessAnalyzers').map(({ part, detail }) => [part ?? '', detail] as const)),
  }),
})

const analyzersOfAccounts = defineEstateView({
  name: 'analyzers-of-accounts',
  per: ['aws-account'],
  needs: { ownAnalyzers },
  handlesDark: true,
  distil: ({ ownAnalyzers: { analyzers, unread } }) => ({ shared: analyzers.filter(({ type }) => type.startsWith('ORGANIZATION')), unread }),
  join: parts => new Map([...parts].map(([scope, part]) => [nativeId(scope), part] as const)),
})

/** A Region that an analyzer for access from outside should cover, or all Regions together for unused access. */
export interface AnalyzerPlace extends Row {
  readonly purpose: Purpose
  readonly covered: 'by the account' | 'by the organization' | 'no' | 'unclear'
  /** Analyzers that do not look, in words. */
  readonly idle: readonly string[]
  /** Why it is unclear. */
  readonly why?: string | undefined
}

const isLooking = ({ status }: AccessAnalyzer): boolean => status === 'ACTIVE'
const inWords = ({ name, type, status }: AccessAnalyzer): string => `${name} (${type}, ${status})`

/**
 * Each Region of an account, and the account as a whole, with what looks there for access from outside, and for unused access. An analyzer of the organization
 * shows only in the account that owns it, the management account or another, so that its absence is known when every account of the organization was asked.
 */
export const analyzerPlaces = defineView({
  name: 'analyzer-places',
  per: 'aws-account',
  needs: { ownAnalyzers, awsRegions, organizationMemberships, analyzersOfAccounts, organizationRoster },
  build({ ownAnalyzers, awsRegions, organizationMemberships, analyzersOfAccounts, organizationRoster }, at) {
    const [membership] = organizationMemberships
    const roster = membership === undefined ? [nativeId(at.id)] : organizationRoster.get(membership.id)
    const shared = (roster ?? []).flatMap(account => analyzersOfAccounts.get(account)?.shared ?? [])
    const managed = membership === undefined ? [] : (analyzersOfAccounts.get(membership.managementAccountId)?.shared ?? [])
    const known = [...shared, ...managed]

    const doubtIn = (region: string | undefined): string | undefined => {
      const own = region === undefined ? [...ownAnalyzers.unread.values()][0] : ownAnalyzers.unread.get(region)
      if (own !== undefined) return own
      if (roster === undefined) return 'the accounts of the organization, one of which may have an analyzer for all, could not be read'
      const silent = roster.filter(account => {
        const of = analyzersOfAccounts.get(account)
        return of === undefined || (region === undefined ? of.unread.size > 0 : of.unread.has(region))
      })
      return silent.length === 0
        ? undefined
        : `${silent.length} of ${roster.length} accounts of the organization, one of which may have an analyzer for all, could not be asked`
    }
    const place = (purpose: Purpose, region: string | undefined, row: Pick<Row, 'id' | 'scope' | 'name'>): AnalyzerPlace => {
      const here = (analyzer: AccessAnalyzer) => purposeOf(analyzer.type) === purpose && (region === undefined || analyzer.part === region)
      const own = ownAnalyzers.analyzers.filter(here)
      const ours = known.filter(here)
      const idle = [...new Set([...own, ...ours].filter(analyzer => !isLooking(analyzer)).map(inWords))]
      const of = { ...row, purpose, idle }
      if (ours.some(isLooking)) return { ...of, covered: 'by the organization' }
      if (own.some(isLooking)) return { ...of, covered: 'by the account' }
      const why = doubtIn(region)
      return why === undefined ? { ...of, covered: 'no' } : { ...of, covered: 'unclear', why }
    }
    return tableOf([
      ...[...awsRegions].map(({ id, scope, name }) => place('external', id, { id, scope, name })),
      place('unused', undefined, { id: `${nativeId(at.id)}#unused-access`, scope: at.id, name: `account ${at.name}` }),
    ])
  },
})
