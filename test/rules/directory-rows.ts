import type { Directory } from '../../src/datasets/aws/directories.ts'

/** A Managed Microsoft AD in use. */
export const managed = (more: Partial<Directory> = {}): Omit<Directory, 'scope'> => ({
  id: 'd-1111111111',
  name: 'corp.example.com',
  part: 'eu-west-1',
  kind: 'MicrosoftAD',
  stage: 'Active',
  ...more,
})

/** An AD Connector in use. */
export const connector = (more: Partial<Directory> = {}): Omit<Directory, 'scope'> => managed({ id: 'd-2222222222', kind: 'ADConnector', ...more })

/** One of the two that is neither: another account's, shared with this one. */
export const sharedHere = managed({ id: 'd-3333333333', kind: 'SharedMicrosoftAD' })
