import type { Coverage, Named, Witness } from '../../analysis/conditional-access/question.ts'

/** A line of evidence. */
interface Fact {
  readonly label: string
  readonly value: string | number | readonly string[]
  readonly row?: string | undefined
}

/** Names shown of a list that can be as long as the directory; the label tells how many there are. */
const MOST_NAMES = 100
/** Accounts beyond this many are no handful that was left out on purpose. */
const MOST_NEAR_MISS = 10

const some = (label: string, items: readonly Named[]): Fact[] => {
  if (items.length === 0) return []
  const shown = items.slice(0, MOST_NAMES).map(({ name }) => name)
  return [{ label: items.length > shown.length ? `${label} (the first ${MOST_NAMES} of ${items.length})` : label, value: shown }]
}

/** `policy "A" excludes group "G"`, `policies "A" and "B" exclude them by name`: the policies that one exclusion opens together, and those with a weak way. */
const causeOf = ({ openedBy, acceptedBy }: Witness): string =>
  [
    ...[...Map.groupBy(openedBy, ({ exclusion }) => exclusion)].map(([exclusion, same]) => {
      const names = [...new Set(same.map(({ policy }) => `"${policy.name}"`))]
      if (names.length === 1) return `policy ${names[0] ?? ''} ${exclusion}`
      return `policies ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} ${exclusion.replaceAll(/(^| and )excludes /g, '$1exclude ').replaceAll(/(^| and )applies /g, '$1apply ')}`
    }),
    ...acceptedBy.map(({ policy, way }) => `policy "${policy.name}" ${way}`),
  ].join(' and ')

/** Why sign-ins are uncovered, in half a sentence: what opened the largest holes. */
export const whyUncovered = (witnesses: readonly Witness[]): string => {
  const causes = [...new Set(witnesses.map(causeOf))]
  const named = causes.filter(cause => cause !== '')
  if (named.length === 0) return 'no enabled policy asks it of them'
  const more = causes.length - Math.min(named.length, 2)
  return `${named.slice(0, 2).join('; ')}${more > 0 ? `; and ${more} more ${more === 1 ? 'reason' : 'reasons'}` : ''}`
}

/** Where, in a few words: the same for all, or more than one place. */
export const whereUncovered = ({ witnesses, uncoveredApplications }: Coverage): string => {
  const places = new Set(witnesses.map(({ where }) => where))
  const [only] = places
  if (places.size === 1 && only !== undefined) return only
  return [...places].some(place => place.startsWith('any application')) ? 'some or all applications' : `${uncoveredApplications.length} applications`
}

/** Everything behind a verdict about coverage: who, where, the holes in words, what stays undecided, and what is one step away. `remedy`: what would close holes that exclusions opened, after "if these accounts". */
export const coverageEvidence = (coverage: Coverage, people: string, remedy = 'were declared emergency access'): Fact[] => {
  const { nearMiss, ifReportOnlyEnforced: trial, emergencyAccess } = coverage
  const accounts = nearMiss.excludedAccounts
  const holds = trial?.status === 'covered' ? 'it would hold' : trial?.status === 'hole' ? `${trial.uncoveredUsers} would remain` : 'it could not be decided'
  return [
    ...some(`${people} uncovered`, coverage.uncoveredUsers),
    ...some('Applications uncovered', coverage.uncoveredApplications),
    ...coverage.witnesses.flatMap(({ text, change, openedBy }): Fact[] => [
      { label: 'Hole', value: text, row: openedBy[0]?.policy.id },
      { label: 'To close it', value: change },
    ]),
    ...(coverage.moreHoles > 0 ? [{ label: 'Holes not shown', value: coverage.moreHoles }] : []),
    ...some('Declared emergency access, not counted', emergencyAccess.asked),
    ...some('Synchronization accounts, not counted: Microsoft advises to exclude them', coverage.synchronizationAccounts),
    ...(accounts.length > 0 && accounts.length <= MOST_NEAR_MISS
      ? [
          {
            label: `If these excluded accounts ${remedy}, ${nearMiss.remaining === 0 ? 'it would hold' : `${nearMiss.remaining} would remain`}`,
            value: accounts.map(({ name }) => name),
          },
        ]
      : []),
    ...(trial === undefined ? [] : [{ label: `If report-only policies were enforced, ${holds}`, value: trial.policies.map(({ name }) => name) }]),
    ...some(`${people} for whom it could not be decided`, coverage.undecidedUsers),
    { label: 'Not read', value: 'Per-user MFA, and MFA that a federated identity provider does: either may ask for more than Conditional Access' },
    ...(coverage.because.length === 0 ? [] : [{ label: 'Could not be counted', value: coverage.because }]),
  ]
}

/** What left a question about coverage open, in one sentence. */
export const whyUndecided = ({ undecidedUsers, asked, undecidedApplications, because }: Coverage): string => {
  const [first] = because
  const more = because.length - 1
  const where = undecidedApplications.length === 1 ? ` on ${undecidedApplications[0]?.name ?? ''}` : ''
  return `it cannot be decided for ${undecidedUsers.length} of ${asked}${where}: ${first ?? 'a condition depends on the sign-in'}${more > 0 ? `, and ${more} more ${more === 1 ? 'reason' : 'reasons'}` : ''}.`
}
