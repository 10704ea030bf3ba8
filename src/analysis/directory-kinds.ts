import type { Directory } from '../datasets/aws/directories.ts'

/** A directory that is on its way in or out is asked nothing. https://docs.aws.amazon.com/directoryservice/latest/devguide/API_DirectoryDescription.html */
const passing = new Set(['Requested', 'Creating', 'Deleting', 'Deleted', 'Failed'])

/** Whether it is a Managed Microsoft AD of this account, and in use. */
export const isManaged = ({ kind, stage }: Directory): boolean => kind === 'MicrosoftAD' && !passing.has(stage)

/** Whether it is a Managed Microsoft AD of this account or an AD Connector, and in use. */
export const isConnected = ({ kind, stage }: Directory): boolean => (kind === 'MicrosoftAD' || kind === 'ADConnector') && !passing.has(stage)

/** For people. */
export const describeDirectory = ({ kind, name, id, part }: Directory): string =>
  `${kind === 'ADConnector' ? 'AD Connector' : kind === 'MicrosoftAD' ? 'Managed Microsoft AD' : 'Directory'} ${name} (${id}${part === undefined ? '' : `, ${part}`})`
