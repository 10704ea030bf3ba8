import type { Dataset, Row } from '../../src/dataset.ts'
import { alternateContacts, delegationRequests, outboundFederations, serverCertificates, userMfaDevices } from '../../src/datasets/aws/account-upkeep.ts'
import * as backends from '../../src/datasets/aws/app-backends.ts'
import { cloudTrails, eventDataStores, trailLogBuckets, trailSelectors, trailStatuses } from '../../src/datasets/aws/cloudtrail.ts'
import { buildProjects, ecsServices, instanceMetadataDefaults, instanceProfileAssociations, lambdaFunctions } from '../../src/datasets/aws/compute.ts'
import * as directories from '../../src/datasets/aws/directories.ts'
import { identityCenterAccountInstances } from '../../src/datasets/aws/identity-center.ts'
import * as identityPools from '../../src/datasets/aws/identity-pools.ts'
import { awsRegions } from '../../src/datasets/aws/regions.ts'
import { resourceShareAssociations } from '../../src/datasets/aws/resource-shares.ts'
import { roleSessions } from '../../src/datasets/aws/role-sessions.ts'
import { rolesAnywhereProfiles, trustAnchors } from '../../src/datasets/aws/roles-anywhere.ts'
import {
  accessAnalyzerFindings,
  accessAnalyzers,
  configRecorderStatuses,
  configRecorders,
  guardDutyDetectors,
  securityHubs,
} from '../../src/datasets/aws/security-services.ts'
import * as alarms from '../../src/datasets/aws/trail-alarms.ts'
import * as clients from '../../src/datasets/aws/user-pool-clients.ts'
import * as userPools from '../../src/datasets/aws/user-pools.ts'
import { auditTables, trailLogGroup } from './account-audit.ts'
import type { AccountSpec } from './account-spec.ts'
import { applicationTables } from './applications.ts'
import { computeTables } from './compute.ts'
import { directoryTables } from './directories.ts'
import { hexId, iamId } from './ids.ts'
import { type AccountKey, accountScope, accounts } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

const REGIONS = ['eu-west-1', 'us-east-1'] as const
const HOME = 'eu-west-1'
const HOUR = 3_600

const isDataset = (value: unknown): value is Dataset<Row> => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dataset'

/** What only some accounts have. */
const rare: readonly Dataset<Row>[] = [
  accessAnalyzerFindings,
  buildProjects,
  delegationRequests,
  eventDataStores,
  identityCenterAccountInstances,
  resourceShareAssociations,
  rolesAnywhereProfiles,
  serverCertificates,
  trustAnchors,
  ...Object.values({ ...alarms, ...backends, ...clients, ...directories, ...identityPools, ...userPools }),
]
  .filter(isDataset)
  .sort((a, b) => (a.name < b.name ? -1 : 1))

const TRAIL = `arn:aws:cloudtrail:${HOME}:${accounts.management.id}:trail/organization`
const trail = { id: TRAIL, name: 'organization', part: HOME }
const BUCKET = 'contoso-log-archive'

/**
 * The services of AWS that watch an account, and what else it says of itself. Litware is new, and watched by nothing but the
 * organization's trail; the data account lost GuardDuty in the Region that it came to last. */
export const serviceTables = (key: AccountKey, spec: AccountSpec): Table[] => {
  const at = accountScope(key)
  const { id: account, name } = accounts[key]
  const isWatched = key !== 'litware'
  const told = new Map([...auditTables(key), ...applicationTables(key), ...directoryTables(key)].map(read => [read.dataset.name, read]))
  const everywhere = <R>(row: (region: string) => R): R[] => (isWatched ? REGIONS.map(row) : [])
  const of = <R extends Row>(dataset: Dataset<R>, isHere: boolean, row: Loose<R>): Table => table(dataset, at, isHere ? [row] : [])
  const recorder = (region: string) => ({ id: `${region}/default`, name: 'default', part: region })

  const analyzer = (region: string, called: string, type: string) => ({
    id: `arn:aws:access-analyzer:${region}:${account}:analyzer/${called}`,
    name: called,
    part: region,
    type,
    status: 'ACTIVE',
  })

  return [
    ...rare.map(dataset => told.get(dataset.name) ?? table(dataset, at, [])),
    ...computeTables(key, spec),
    table(
      awsRegions,
      at,
      REGIONS.map(region => ({ id: region, name: region })),
    ),
    table(alternateContacts, at, [{ id: account, name, hasSecurityContact: isWatched }]),
    table(outboundFederations, at, [{ id: account, name, isEnabled: key === 'staging' }]),
    table(
      instanceMetadataDefaults,
      at,
      REGIONS.map(region => ({ id: region, name: region, part: region, ...(isWatched ? { httpTokens: 'required', managedBy: 'account' } : {}) })),
    ),
    table(
      roleSessions,
      at,
      spec.roles.map(role => ({ id: iamId('AROA', `${account} role ${role.name}`), name: role.name, longestSession: (role.hours ?? 1) * HOUR })),
    ),
    table(
      userMfaDevices,
      at,
      spec.users
        .filter(({ password, mfa }) => password !== undefined && mfa === 'hardware')
        .map(user => {
          const serial = `arn:aws:iam::${account}:u2f/user/${user.name}/${hexId(16, `security key ${account} ${user.name}`)}`
          return { id: `${user.name}#${serial}`, name: `${user.name}: ${serial}`, userName: user.name, kind: 'fido' as const }
        }),
    ),
    table(cloudTrails, at, [
      {
        ...trail,
        ownerAccount: accounts.management.id,
        isMultiRegion: true,
        isOrganizationTrail: true,
        includesGlobalEvents: true,
        bucket: BUCKET,
        validatesLogFiles: true,
        logGroupArn: trailLogGroup,
        kmsKeyId: `arn:aws:kms:${HOME}:${accounts.security.id}:key/${hexId(8, 'key of the trail')}`,
      },
    ]),
    of(trailStatuses, key === 'management', { ...trail, isLogging: true }),
    of(trailSelectors, key === 'management', { ...trail, basic: [{ readWriteType: 'All', excludedSources: [] }], advanced: [] }),
    of(trailLogBuckets, key === 'security', {
      id: BUCKET,
      name: BUCKET,
      part: HOME,
      policyIsPublic: false,
      publicGrants: [],
      ignoresPublicLists: true,
      restrictsPublicPolicy: true,
    }),
    table(
      configRecorders,
      at,
      everywhere(region => ({ ...recorder(region), allSupported: true, includesGlobalTypes: region === HOME, types: [], excludedTypes: [] })),
    ),
    table(
      configRecorderStatuses,
      at,
      everywhere(region => ({ ...recorder(region), isRecording: true, lastStatus: 'SUCCESS' })),
    ),
    table(
      guardDutyDetectors,
      at,
      everywhere(region => region)
        .filter(region => key !== 'data' || region === HOME)
        .map(region => ({ id: hexId(32, `detector ${account} ${region}`), name: `GuardDuty in ${region}`, part: region, status: 'ENABLED' })),
    ),
    table(
      securityHubs,
      at,
      everywhere(region => ({
        id: `arn:aws:securityhub:${region}:${account}:hub/default`,
        name: `Security Hub in ${region}`,
        part: region,
        kind: 'cspm' as const,
      })),
    ),
    table(accessAnalyzers, at, [
      ...everywhere(region => analyzer(region, 'outside', 'ACCOUNT')),
      ...(key === 'security' ? [analyzer(HOME, 'unused-access', 'ORGANIZATION_UNUSED_ACCESS')] : []),
    ]),
  ]
}

/** Every dataset of an account that is told here. */
export const serviceDatasets: readonly Dataset<Row>[] = [
  ...rare,
  awsRegions,
  alternateContacts,
  outboundFederations,
  instanceMetadataDefaults,
  instanceProfileAssociations,
  lambdaFunctions,
  ecsServices,
  roleSessions,
  userMfaDevices,
  cloudTrails,
  trailStatuses,
  trailSelectors,
  trailLogBuckets,
  configRecorders,
  configRecorderStatuses,
  guardDutyDetectors,
  securityHubs,
  accessAnalyzers,
].filter(isDataset)
