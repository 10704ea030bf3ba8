import type { TrailSelectors } from '../../datasets/aws/cloudtrail.ts'

/** `unclear`: what was read does not decide it. */
export type Certainty = 'yes' | 'unclear' | 'no'

/** Which management events selectors let through. */
export interface ManagementEvents {
  readonly read: Certainty
  readonly write: Certainty
}

/** High-volume sources that AWS offers to leave out, and that say nothing of identities. */
const HARMLESS = new Set(['kms.amazonaws.com', 'rdsdata.amazonaws.com'])
const IDENTITY = new Set(['iam', 'identitystore', 'organizations', 'signin', 'sso', 'sso-directory', 'sts'].map(name => `${name}.amazonaws.com`))

const ORDER = ['no', 'unclear', 'yes'] as const
const at = (index: number): Certainty => ORDER[index] ?? 'no'

/** As certain as the better of them. */
export const either = (...all: readonly Certainty[]): Certainty => at(Math.max(0, ...all.map(one => ORDER.indexOf(one))))
/** As certain as the worse of them. */
export const both = (...all: readonly Certainty[]): Certainty => at(Math.min(2, ...all.map(one => ORDER.indexOf(one))))

const without = (sources: readonly string[]): Certainty => {
  if (sources.some(source => IDENTITY.has(source))) return 'no'
  return sources.every(source => HARMLESS.has(source)) ? 'yes' : 'unclear'
}

const ofBasic = ({ readWriteType, excludedSources }: TrailSelectors['basic'][number]): ManagementEvents => {
  const rest = without(excludedSources)
  const is = (kind: string): Certainty => (readWriteType === 'All' || readWriteType === kind ? rest : 'no')
  if (!['All', 'ReadOnly', 'WriteOnly'].includes(readWriteType)) return { read: both(rest, 'unclear'), write: both(rest, 'unclear') }
  return { read: is('ReadOnly'), write: is('WriteOnly') }
}

type Field = TrailSelectors['advanced'][number]['fields'][number]

const ofField = ({ name, equals, notEquals, hasOther }: Field): ManagementEvents => {
  const alike = (certainty: Certainty): ManagementEvents => ({ read: certainty, write: certainty })
  if (hasOther) return alike('unclear')
  // Those for other categories were left out when they were read.
  if (name === 'eventCategory') return alike(notEquals === undefined ? 'yes' : 'unclear')
  if (name === 'readOnly' && notEquals === undefined)
    return { read: equals?.includes('true') === true ? 'yes' : 'no', write: equals?.includes('false') === true ? 'yes' : 'no' }
  if (name === 'eventSource') return alike(equals === undefined ? without(notEquals ?? []) : 'no')
  return alike('unclear')
}

const merge = (how: typeof both, all: readonly ManagementEvents[]): ManagementEvents => ({
  read: how(...all.map(({ read }) => read)),
  write: how(...all.map(({ write }) => write)),
})

/**
 * Which management events a trail logs. Leaving out KMS and RDS Data is no loss here; leaving out a source of identity events is; conditions on anything
 * else make it unclear. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
export const managementEvents = ({ basic, advanced }: Pick<TrailSelectors, 'basic' | 'advanced'>): ManagementEvents =>
  merge(either, [...basic.map(ofBasic), ...advanced.map(({ fields }) => merge(both, fields.map(ofField)))])

const namesOf = (sources: readonly string[] | undefined): readonly string[] => (sources ?? []).filter(source => IDENTITY.has(source))
const others = (sources: readonly string[]): string[] => sources.filter(source => !IDENTITY.has(source))

/** The sources of identity events that a trail leaves out while it logs all others that change something; none: it leaves out none, or more than these. */
export const identitySourcesLeftOut = ({ basic, advanced }: Pick<TrailSelectors, 'basic' | 'advanced'>): readonly string[] => {
  const all = managementEvents({
    basic: basic.map(one => ({ ...one, excludedSources: others(one.excludedSources) })),
    advanced: advanced.map(({ fields }) => ({
      fields: fields.map(field => (field.notEquals === undefined ? field : { ...field, notEquals: others(field.notEquals) })),
    })),
  })
  if (all.write !== 'yes' || managementEvents({ basic, advanced }).write === 'yes') return []
  const named = [...basic.flatMap(one => namesOf(one.excludedSources)), ...advanced.flatMap(({ fields }) => fields.flatMap(one => namesOf(one.notEquals)))]
  return [...new Set(named)].sort()
}
