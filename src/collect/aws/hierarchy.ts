import {
  type Account,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  OrganizationsClient,
  type Root,
} from '@aws-sdk/client-organizations'
import type { AnyDataset } from '../../dataset.ts'
import {
  type OrganizationAccount,
  type OrganizationalUnit,
  type OrganizationRoot,
  organizationAccounts,
  organizationalUnits,
} from '../../datasets/aws/organization.ts'
import { CollectError, type Collected } from '../collector.ts'
import { listOf, optionalInstant, textOf } from './answers.ts'
import type { Hierarchy } from './organization-facts.ts'
import { pagesOf } from './pages.ts'
import type { AwsWire } from './session.ts'

type GapItem = Extract<Collected, { kind: 'gap' }>

const gapOf = (dataset: AnyDataset, what: string, error: unknown): GapItem => {
  if (!(error instanceof CollectError)) throw error
  const { reason, message, permission } = error
  return { kind: 'gap', gap: { dataset: dataset.name, reason, detail: `${what}: ${message}`, ...(permission === undefined ? {} : { permission }) } }
}

const rootOf = (scope: string, root: Root): OrganizationRoot => ({
  id: textOf(root.Id, 'ListRoots: Id'),
  scope,
  name: textOf(root.Name, 'ListRoots: Name'),
  enabledPolicyTypes: listOf(root.PolicyTypes, 'ListRoots: PolicyTypes')
    .filter(type => textOf(type.Status, 'ListRoots: policy type Status') === 'ENABLED')
    .map(type => textOf(type.Type, 'ListRoots: policy type')),
})

const accountOf = (scope: string, parentId: string, account: Account): OrganizationAccount => ({
  id: textOf(account.Id, 'Id'),
  scope,
  name: textOf(account.Name, 'Name'),
  arn: textOf(account.Arn, 'Arn'),
  // `State` follows `Status`, which AWS removes in September 2026: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
  status: textOf(account.State ?? account.Status, 'State'),
  parentId,
  ...optionalInstant('joinedAt', account.JoinedTimestamp, 'JoinedTimestamp'),
})

/**
 * The tree, two calls a node: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html
 * Rejects with a `CollectError` where not even the root can be read; below it, what cannot be read is a gap, and the rest stays.
 */
export const readHierarchy = async (wire: AwsWire, scope: string): Promise<Hierarchy> => {
  const organizations = wire.client(OrganizationsClient)
  const { Roots } = await organizations.send(new ListRootsCommand({}))
  const roots = listOf(Roots, 'ListRoots: Roots').map(root => rootOf(scope, root))
  if (roots.length === 0) throw new CollectError('invalid', 'ListRoots: an organization without a root')
  const units: OrganizationalUnit[] = []
  const accounts: OrganizationAccount[] = []
  const gaps: GapItem[] = []
  const parents = roots.map(({ id }) => id)
  const seen = new Set(parents)

  const accountsUnder = async (parentId: string): Promise<void> => {
    const operation = 'ListAccountsForParent'
    const pages = pagesOf(wire, operation, NextToken => organizations.send(new ListAccountsForParentCommand({ ParentId: parentId, NextToken })))
    for await (const page of pages) {
      for (const account of listOf(page.Accounts, `${operation}: Accounts`)) {
        try {
          accounts.push(accountOf(scope, parentId, account))
        } catch (error) {
          gaps.push(gapOf(organizationAccounts, account.Id ?? 'an account without an id', error))
        }
      }
    }
  }

  const unitsUnder = async (parentId: string): Promise<void> => {
    const operation = 'ListOrganizationalUnitsForParent'
    const pages = pagesOf(wire, operation, NextToken => organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken })))
    const found: OrganizationalUnit[] = []
    for await (const page of pages) {
      for (const unit of listOf(page.OrganizationalUnits, `${operation}: OrganizationalUnits`)) {
        found.push({ id: textOf(unit.Id, 'Id'), scope, name: textOf(unit.Name, 'Name'), arn: textOf(unit.Arn, 'Arn'), parentId })
      }
    }
    for (const unit of found) {
      if (seen.has(unit.id)) throw new CollectError('invalid', `${unit.id} is in two places`)
      seen.add(unit.id)
      parents.push(unit.id)
      units.push(unit)
    }
  }

  for (let parentId = parents.shift(); parentId !== undefined; parentId = parents.shift()) {
    const where = `under ${parentId}`
    await accountsUnder(parentId).catch((error: unknown) => gaps.push(gapOf(organizationAccounts, where, error)))
    // Accounts of units that are not seen are not seen either.
    await unitsUnder(parentId).catch((error: unknown) => gaps.push(gapOf(organizationalUnits, where, error), gapOf(organizationAccounts, where, error)))
  }
  return { roots, units, accounts, gaps }
}
