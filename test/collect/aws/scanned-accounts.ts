import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import type { Scan } from './scan-aws.ts'

/** The scope of an account. */
export const scope = (account: string): string => `aws-account/${account}`
/** The accounts that a scan knows of. */
export const scopesOf = ({ manifest }: Scan): readonly string[] =>
  manifest.scopes.filter(({ kind }) => kind === 'aws-account').map(({ id }) => id.slice('aws-account/'.length))
/** The accounts in which anything is missing. */
export const darkIn = ({ manifest }: Scan): readonly string[] =>
  [...new Set(manifest.gaps.filter(gap => gap.scope.startsWith('aws-account/')).map(gap => gap.scope.slice('aws-account/'.length)))].sort()
/** The accounts whose users were read. */
export const enteredIn = ({ manifest }: Scan): readonly string[] =>
  [
    ...new Set(manifest.tables.filter(({ dataset, complete }) => dataset === iamUsers.name && complete).map(table => table.scope.slice('aws-account/'.length))),
  ].sort()
