import type { Invent } from '../answers.ts'
import type { Answer, Value, WireRequest } from '../wire.ts'
import type { DirectorySeed } from './upkeep-seed.ts'

type Members = { readonly [member: string]: Value }

const answer = (value: Members): Answer => ({ kind: 'answer', value })
const error = (code: string, message: string): Answer => ({ kind: 'error', status: 400, code, message })

const here = ({ settings }: Parameters<Invent>[0], { region }: WireRequest): readonly DirectorySeed[] =>
  (settings.upkeep.directories ?? []).filter(directory => directory.region === region)

const UNSUPPORTED = error('UnsupportedOperationException', 'The operation is not supported.')
const kindsOf: Readonly<Record<string, readonly DirectorySeed['type'][]>> = { managed: ['MicrosoftAD'], both: ['MicrosoftAD', 'ADConnector'] }

/** What is asked of one directory. */
const ofOne =
  (kinds: 'managed' | 'both', tell: (directory: DirectorySeed) => Members, parameter = 'DirectoryId'): Invent =>
  (world, request) => {
    const directory = here(world, request).find(({ id }) => id === request.parameter(parameter))
    if (directory === undefined)
      return error(parameter === 'DirectoryId' ? 'DirectoryDoesNotExistException' : 'EntityDoesNotExistException', 'There is no such directory.')
    return kindsOf[kinds]?.includes(directory.type) ? answer(tell(directory)) : UNSUPPORTED
  }

const describe = (account: string, { id, name, type, region, directory }: DirectorySeed): Members => ({
  DirectoryId: id,
  Name: name,
  Type: type,
  Stage: 'Active',
  ...(type === 'MicrosoftAD' ? { Edition: 'Standard', RegionsInfo: { PrimaryRegion: region, AdditionalRegions: [] } } : {}),
  ...(type === 'SharedMicrosoftAD' ? { OwnerDirectoryDescription: { DirectoryId: 'd-9999999999', AccountId: account } } : {}),
  ...directory,
})

/** AWS Directory Service. https://docs.aws.amazon.com/directoryservice/latest/devguide/API_Operations.html */
export const directoriesInvented: readonly (readonly [string, Invent])[] = [
  ['ds:DescribeDirectories', (world, request) => answer({ DirectoryDescriptions: here(world, request).map(one => describe(world.account, one)) })],
  [
    'ds:DescribeTrusts',
    (world, request) => answer({ Trusts: here(world, request).flatMap(({ id, trusts = [] }) => trusts.map(trust => ({ DirectoryId: id, ...trust }))) }),
  ],
  [
    'ds:ListLogSubscriptions',
    (world, request) =>
      answer({ LogSubscriptions: here(world, request).flatMap(({ id, logGroups = [] }) => logGroups.map(name => ({ DirectoryId: id, LogGroupName: name }))) }),
  ],
  [
    'ds:DescribeEventTopics',
    (world, request) =>
      answer({ EventTopics: here(world, request).flatMap(({ id, eventTopics = [] }) => eventTopics.map(topic => ({ DirectoryId: id, ...topic }))) }),
  ],
  ['ds:DescribeLDAPSSettings', ofOne('both', ({ ldaps = [] }) => ({ LDAPSSettingsInfo: ldaps }))],
  ['ds:ListCertificates', ofOne('both', ({ certificates = [] }) => ({ CertificatesInfo: certificates }))],
  ['ds:DescribeSettings', ofOne('managed', ({ id, settings = [] }) => ({ DirectoryId: id, SettingEntries: settings }))],
  ['ds:DescribeSharedDirectories', ofOne('managed', ({ shared = [] }) => ({ SharedDirectories: shared }), 'OwnerDirectoryId')],
  ['ds:DescribeClientAuthenticationSettings', ofOne('both', ({ clientAuthentication = [] }) => ({ ClientAuthenticationSettingsInfo: clientAuthentication }))],
]
