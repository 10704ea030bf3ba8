import {
  DescribeClientAuthenticationSettingsCommand,
  DescribeLDAPSSettingsCommand,
  DescribeSettingsCommand,
  DescribeSharedDirectoriesCommand,
  type DirectoryServiceClient,
  ListCertificatesCommand,
} from '@aws-sdk/client-directory-service'
import type { Dataset, Row } from '../../dataset.ts'
import {
  type Directory,
  directoryCertificates,
  directoryClientAuthentication,
  directoryLdaps,
  directorySettings,
  directoryShares,
} from '../../datasets/aws/directories.ts'
import { instantOf, listOf, textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import { pagesOf } from './pages.ts'
import type { AwsSession } from './session.ts'

/** One question about one directory: which kinds of directory it is asked about, and what rows it brings. */
export interface DirectoryQuestion {
  readonly dataset: Dataset<Row>
  readonly kinds: ReadonlySet<string>
  ask(session: AwsSession, ds: DirectoryServiceClient, directory: Directory): Promise<readonly Row[]>
}

const MANAGED = new Set(['MicrosoftAD'])
const CONNECTED = new Set(['MicrosoftAD', 'ADConnector'])

/** What `read` brings; `otherwise` where the directory cannot have such a thing. */
const ifSupported = async <T>(otherwise: T, read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    if (isServiceError(error, 'UnsupportedOperationException')) return otherwise
    throw error
  }
}

/** All items of a listing. */
const all = async <P extends { readonly NextToken?: string | undefined }, T>(
  session: AwsSession,
  operation: string,
  ask: (from: string | undefined) => Promise<P>,
  itemsOf: (page: P) => readonly T[],
): Promise<readonly T[]> => {
  const items: T[] = []
  for await (const page of pagesOf(session, operation, ask)) items.push(...itemsOf(page))
  return items
}

const of = ({ id, scope, name, part }: Directory) => ({ id, scope, name, part })

const ldaps: DirectoryQuestion = {
  dataset: directoryLdaps,
  kinds: CONNECTED,
  async ask(session, ds, directory) {
    const status = await ifSupported('Unsupported', async () => {
      const operation = 'DescribeLDAPSSettings'
      const settings = await all(
        session,
        operation,
        NextToken => ds.send(new DescribeLDAPSSettingsCommand({ DirectoryId: directory.id, Type: 'Client', NextToken })),
        page => listOf(page.LDAPSSettingsInfo, `${operation}: LDAPSSettingsInfo`),
      )
      // A directory that never had it has no setting at all.
      return settings[0] === undefined ? 'Disabled' : textOf(settings[0].LDAPSStatus, 'LDAPSStatus')
    })
    return [{ ...of(directory), status } as Row]
  },
}

const certificates: DirectoryQuestion = {
  dataset: directoryCertificates,
  kinds: CONNECTED,
  ask: (session, ds, directory) =>
    ifSupported([], async () => {
      const operation = 'ListCertificates'
      const found = await all(
        session,
        operation,
        NextToken => ds.send(new ListCertificatesCommand({ DirectoryId: directory.id, NextToken })),
        page => listOf(page.CertificatesInfo, `${operation}: CertificatesInfo`),
      )
      return found.map(certificate => ({
        ...of(directory),
        id: textOf(certificate.CertificateId, 'CertificateId'),
        name: `${directory.name}: ${textOf(certificate.CertificateId, 'CertificateId')}`,
        directoryId: directory.id,
        use: textOf(certificate.Type, 'Type'),
        state: textOf(certificate.State, 'State'),
        expiresAt: instantOf(certificate.ExpiryDateTime, 'ExpiryDateTime'),
      }))
    }),
}

const settings: DirectoryQuestion = {
  dataset: directorySettings,
  kinds: MANAGED,
  async ask(session, ds, directory) {
    const found = await ifSupported(undefined, async () => {
      const operation = 'DescribeSettings'
      const entries = await all(
        session,
        operation,
        NextToken => ds.send(new DescribeSettingsCommand({ DirectoryId: directory.id, NextToken })),
        page => listOf(page.SettingEntries, `${operation}: SettingEntries`),
      )
      return entries.map(({ Name, AppliedValue }) => ({
        name: textOf(Name, 'Name'),
        ...(AppliedValue === undefined ? {} : { value: textOf(AppliedValue, 'AppliedValue') }),
      }))
    })
    return [{ ...of(directory), ...(found === undefined ? {} : { settings: found }) } as Row]
  },
}

const shares: DirectoryQuestion = {
  dataset: directoryShares,
  kinds: MANAGED,
  ask: (session, ds, directory) =>
    ifSupported([], async () => {
      const operation = 'DescribeSharedDirectories'
      const found = await all(
        session,
        operation,
        NextToken => ds.send(new DescribeSharedDirectoriesCommand({ OwnerDirectoryId: directory.id, NextToken })),
        page => listOf(page.SharedDirectories, `${operation}: SharedDirectories`),
      )
      return found.map(share => {
        const account = textOf(share.SharedAccountId, 'SharedAccountId')
        return {
          ...of(directory),
          id: `${directory.id}#${account}`,
          name: `${directory.name}, shared with ${account}`,
          directoryId: directory.id,
          account,
          method: textOf(share.ShareMethod, 'ShareMethod'),
          status: textOf(share.ShareStatus, 'ShareStatus'),
        }
      })
    }),
}

const clientAuthentication: DirectoryQuestion = {
  dataset: directoryClientAuthentication,
  kinds: CONNECTED,
  async ask(session, ds, directory) {
    const enabled = await ifSupported(undefined, async () => {
      const operation = 'DescribeClientAuthenticationSettings'
      const found = await all(
        session,
        operation,
        NextToken => ds.send(new DescribeClientAuthenticationSettingsCommand({ DirectoryId: directory.id, NextToken })),
        page => listOf(page.ClientAuthenticationSettingsInfo, `${operation}: ClientAuthenticationSettingsInfo`),
      )
      return found.filter(({ Status }) => textOf(Status, 'Status') === 'Enabled').map(({ Type }) => textOf(Type, 'Type'))
    })
    return [{ ...of(directory), ...(enabled === undefined ? {} : { enabled }) } as Row]
  },
}

/** What is asked about each directory of the kinds that can have it. */
export const directoryQuestions: readonly DirectoryQuestion[] = [ldaps, certificates, settings, shares, clientAuthentication]
