import { awsCollectors } from '../collect/aws/collectors.ts'
import { azureCollectors } from '../collect/azure/collectors.ts'
import { entraCollectors } from '../collect/entra/discover.ts'
import type { AnyDataset, ScopeKind } from '../dataset.ts'

/** What an identity must be granted so that a whole scan can be read, and nothing else. */
export interface Needed {
  /** IAM actions of an account that is read. */
  readonly account: readonly string[]
  /** IAM actions besides, for the account from which the organization is read. */
  readonly organization: readonly string[]
  /** Application permissions of Microsoft Graph. */
  readonly graph: readonly string[]
  /** Actions of Azure RBAC, at the root management group. */
  readonly azure: readonly string[]
}

const permissionsOf = (datasets: readonly AnyDataset[], per: (kind: ScopeKind) => boolean): ReadonlySet<string> =>
  new Set(datasets.filter(dataset => per(dataset.per)).flatMap(({ permissions }) => permissions))

/** The sum of what the datasets name. Entering other accounts is not among it: that is a grant on one role, not an action on everything. */
export const needed = (): Needed => {
  const aws = awsCollectors.flatMap(({ gives }) => [...gives])
  const account = permissionsOf(aws, kind => kind === 'aws-account')
  const organization = permissionsOf(aws, kind => kind === 'aws-organization')
  const graph = permissionsOf(
    entraCollectors.flatMap(({ gives }) => gives.filter(({ readable }) => readable !== 'delegated')),
    () => true,
  )
  // A tenant's Azure is read with what it tells of principals, which its directory tells as well.
  const azure = permissionsOf(
    azureCollectors.flatMap(({ gives }) => [...gives]),
    () => true,
  )
  const isAction = (permission: string) => permission.includes('/')
  const isGranted = (action: string) => action !== 'sts:AssumeRole'
  return {
    account: [...account].filter(isGranted).sort(),
    organization: [...organization].filter(action => isGranted(action) && !account.has(action)).sort(),
    graph: [...new Set([...graph, ...[...azure].filter(permission => !isAction(permission))])].sort(),
    azure: [...azure].filter(isAction).sort(),
  }
}
