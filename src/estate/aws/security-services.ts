import { type Gap, nativeId, type Row } from '../../dataset.ts'
import { awsRegions } from '../../datasets/aws/regions.ts'
import {
  type ConfigRecorder,
  type ConfigRecorderStatus,
  configRecorderStatuses,
  configRecorders,
  type GuardDutyDetector,
  guardDutyDetectors,
  type SecurityHub,
  securityHubs,
} from '../../datasets/aws/security-services.ts'
import { defineView, type Table, tableOf } from '../needs.ts'

/** A Region of an account; `id` is its code. */
interface WatchedRegion extends Row {
  /** Why the Region could not be asked. Absent: it was. */
  readonly unread?: string | undefined
}

const inRegion = (gaps: readonly Gap[], region: string): { readonly unread?: string } => {
  const found = gaps.find(({ part }) => part === region)
  return found === undefined ? {} : { unread: found.detail }
}

const first = <R extends Row>(rows: Iterable<R>): ReadonlyMap<string, R> => new Map([...rows].toReversed().map(row => [row.part ?? '', row] as const))

/** The Regions that were asked, each with the row of a service in it. */
const watchedRegions = <R extends Row, T>(regions: Iterable<Row>, rows: Iterable<R>, gaps: readonly Gap[], of: (found: R | undefined) => T) => {
  const found = first(rows)
  return tableOf([...regions].map(({ id, scope, name }) => ({ id, scope, name, ...of(found.get(id)), ...inRegion(gaps, id) })))
}

/** A Region and the detector of GuardDuty in it. */
export interface DetectorRegion extends WatchedRegion {
  readonly detector?: GuardDutyDetector | undefined
}

/** GuardDuty in each Region that was asked. */
export const detectorRegions = defineView({
  name: 'guardduty-regions',
  per: 'aws-account',
  needs: { awsRegions, guardDutyDetectors },
  toleratesPartsOf: ['guardDutyDetectors'],
  build: ({ awsRegions, guardDutyDetectors }, _at, missing): Table<DetectorRegion> =>
    watchedRegions(awsRegions, guardDutyDetectors, missing('guardDutyDetectors'), detector => ({ detector })),
})

/** A Region and the Security Hub in it. */
export interface HubRegion extends WatchedRegion {
  readonly hub?: SecurityHub | undefined
}

/** Security Hub in each Region that was asked. */
export const hubRegions = defineView({
  name: 'security-hub-regions',
  per: 'aws-account',
  needs: { awsRegions, securityHubs },
  toleratesPartsOf: ['securityHubs'],
  build: ({ awsRegions, securityHubs }, _at, missing): Table<HubRegion> => watchedRegions(awsRegions, securityHubs, missing('securityHubs'), hub => ({ hub })),
})

const IDENTITY_TYPES = ['AWS::IAM::Group', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User'] as const

/**
 * The Regions that had AWS Config before February 2022; in later ones it cannot record IAM.
 * https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html#select-resources-all
 */
const RECORDS_IAM =
  /^(?:us-(?:east|west)-[12]|eu-(?:central-1|west-[123]|north-1|south-1)|ca-central-1|sa-east-1|me-south-1|af-south-1|ap-(?:east-1|south-1|northeast-[123]|southeast-[123])|us-gov-(?:east|west)-1|cn-north(?:west)?-1)$/

const typesRecorded = (recorder: ConfigRecorder): readonly string[] => {
  if (recorder.strategy === 'EXCLUSION_BY_RESOURCE_TYPES') return IDENTITY_TYPES.filter(type => !recorder.excludedTypes.includes(type))
  if (recorder.strategy === 'ALL_SUPPORTED_RESOURCE_TYPES' || (recorder.strategy === undefined && recorder.allSupported))
    return recorder.includesGlobalTypes ? IDENTITY_TYPES : []
  return IDENTITY_TYPES.filter(type => recorder.types.includes(type))
}

/** What AWS Config records of one Region, or of the identities of the account, which it need record in one Region only. */
export interface Recording extends WatchedRegion {
  readonly recorder?: ConfigRecorder | undefined
  readonly status?: ConfigRecorderStatus | undefined
  /** Of identities: the types that no recorder records. Absent: this is a Region. */
  readonly unrecordedTypes?: readonly string[] | undefined
}

/** Whether there is a recorder, and no type that it should record. */
export const isOfNoType = ({ recorder }: Pick<Recording, 'recorder'>): boolean =>
  recorder?.types.length === 0 && (recorder.strategy === 'INCLUSION_BY_RESOURCE_TYPES' || (recorder.strategy === undefined && !recorder.allSupported))

/** Whether a recorder is known to work, on at least one type. */
export const isRecording = (recording: Pick<Recording, 'recorder' | 'status'>): boolean =>
  recording.status?.isRecording === true && recording.status.lastStatus !== 'FAILURE' && !isOfNoType(recording)

/** AWS Config in each Region that was asked, and, where any recorder works, what it records of identities. `id` is the Region's code, or `<account>#identities`. */
export const recordings = defineView({
  name: 'config-recordings',
  per: 'aws-account',
  needs: { awsRegions, configRecorders, configRecorderStatuses },
  toleratesPartsOf: ['configRecorders', 'configRecorderStatuses'],
  build({ awsRegions, configRecorders, configRecorderStatuses }, at, missing) {
    const recorders = first(configRecorders)
    const gaps = [...missing('configRecorders'), ...missing('configRecorderStatuses')]
    const inRegions = [...awsRegions].map(({ id, scope, name }): Recording => {
      const recorder = recorders.get(id)
      return { id, scope, name, recorder, status: recorder && configRecorderStatuses.get(recorder.id), ...inRegion(gaps, id) }
    })
    const working = inRegions.filter(isRecording)
    if (working.length === 0) return tableOf(inRegions)
    const recorded = new Set(working.flatMap(({ id, recorder }) => (recorder !== undefined && RECORDS_IAM.test(id) ? typesRecorded(recorder) : [])))
    const unread = inRegions.flatMap(region => (region.unread === undefined || !RECORDS_IAM.test(region.id) ? [] : `${region.id}: ${region.unread}`))[0]
    const identities: Recording = {
      id: `${nativeId(at.id)}#identities`,
      scope: at.id,
      name: `identities of account ${at.name}`,
      unrecordedTypes: IDENTITY_TYPES.filter(type => !recorded.has(type)),
      ...(unread === undefined ? {} : { unread }),
    }
    return tableOf([...inRegions, identities])
  },
})
