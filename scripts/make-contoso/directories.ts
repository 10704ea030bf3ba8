import * as told from '../../src/datasets/aws/directories.ts'
import { daysAhead } from './dates.ts'
import { hexId } from './ids.ts'
import { type AccountKey, accountScope, accounts } from './organization-facts.ts'
import { type Table, table } from './tables.ts'

const strong = [
  { name: 'TLS_1_0', value: 'Disable' },
  { name: 'TLS_1_1', value: 'Disable' },
  { name: 'SMB_V1', value: 'Disable' },
  { name: 'RC4_128_128', value: 'Disable' },
]

/** A Managed Microsoft AD for file servers, which trusts the directory on premises and is shared with the data account. */
const production = (): Table[] => {
  const at = accountScope('production')
  const directory = { id: `d-${hexId(10, 'directory production')}`, name: 'aws.corp.contoso.com', part: 'eu-west-1' }
  const of = { directoryId: directory.id, part: directory.part }
  const registered = `c-${hexId(10, 'certificate production')}`
  return [
    table(told.directories, at, [{ ...directory, kind: 'MicrosoftAD', stage: 'Active', radius: { protocol: 'MS-CHAPv2', status: 'Completed' } }]),
    table(told.directoryLdaps, at, [{ ...directory, status: 'Enabled' }]),
    table(told.directoryCertificates, at, [
      { ...of, id: registered, name: 'CN=Contoso Issuing CA 2', use: 'ClientLDAPS', state: 'Registered', expiresAt: daysAhead(610) },
    ]),
    table(told.directoryTrusts, at, [
      {
        ...of,
        id: `t-${hexId(10, 'trust production')}`,
        name: 'corp.contoso.com',
        remoteDomain: 'corp.contoso.com',
        direction: 'One-Way: Outgoing',
        state: 'Verified',
        isSelective: true,
      },
    ]),
    table(told.directorySettings, at, [{ ...directory, settings: strong }]),
    table(told.directoryShares, at, [
      {
        ...of,
        id: `${directory.id}#${accounts.data.id}`,
        name: `${directory.name} in ${accounts.data.id}`,
        account: accounts.data.id,
        method: 'ORGANIZATIONS',
        status: 'Shared',
      },
    ]),
    table(told.directoryClientAuthentication, at, [{ ...directory, enabled: [] }]),
    table(told.directoryLogSubscriptions, at, [
      { ...of, id: `${directory.id}#/aws/directoryservice/${directory.id}`, name: `/aws/directoryservice/${directory.id}` },
    ]),
    table(told.directoryEventTopics, at, [{ ...of, id: `${directory.id}#directory-health`, name: 'directory-health', status: 'Registered' }]),
  ]
}

/** An AD Connector to a domain controller in Litware's office, as its desktops needed it: no LDAPS, no second factor, and nobody is told when it fails. */
const litware = (): Table[] => {
  const at = accountScope('litware')
  const directory = { id: `d-${hexId(10, 'directory litware')}`, name: 'office.litware.com', part: 'us-east-1' }
  return [
    table(told.directories, at, [{ ...directory, kind: 'ADConnector', stage: 'Active' }]),
    table(told.directoryLdaps, at, [{ ...directory, status: 'Disabled' }]),
    table(told.directoryClientAuthentication, at, [{ ...directory, enabled: [] }]),
  ]
}

const toldOf: Readonly<Partial<Record<AccountKey, () => Table[]>>> = { production, litware }

/** Tables of directories that an account has; those without rows are left to the caller. */
export const directoryTables = (key: AccountKey): readonly Table[] => toldOf[key]?.() ?? []
