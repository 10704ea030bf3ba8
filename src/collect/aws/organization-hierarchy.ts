import { ListAccountsForParentCommand, ListOrganizationalUnitsForParentCommand, ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { organizationAccounts, organizationalUnits, organizationRoots } from '../../datasets/aws/organization.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { listOf, optionalInstant, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

async function* accountsUnder(session: AwsSession, scope: string, parentId: string): AsyncGenerator<Collected> {
  const operation = 'ListAccountsForParent'
  const organizations = session.client(OrganizationsClient)
  for await (const page of pagesOf(session, operation, NextToken => organizations.send(new ListAccountsForParentCommand({ ParentId: parentId, NextToken })))) {
    const accounts = listOf(page.Accounts, `${operation}: Accounts`)
    yield* rowsOf(
      organizationAccounts,
      accounts,
      account => account.Id,
      account => ({
        id: textOf(account.Id, 'Id'),
        scope,
        name: textOf(account.Name, 'Name'),
        arn: textOf(account.Arn, 'Arn'),
        // `State` follows `Status`, which AWS removes in September 2026: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
        status: textOf(account.State ?? account.Status, 'State'),
        parentId,
        ...optionalInstant('joinedAt', account.JoinedTimestamp, 'JoinedTimestamp'),
      }),
    )
  }
}

interface Unit {
  readonly id: string
  readonly name: string
  readonly arn: string
}

const unitsUnder = async (session: AwsSession, parentId: string): Promise<Unit[]> => {
  const operation = 'ListOrganizationalUnitsForParent'
  const organizations = session.client(OrganizationsClient)
  const units: Unit[] = []
  for await (const page of pagesOf(session, operation, NextToken =>
    organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parentId, NextToken })),
  )) {
    for (const unit of listOf(page.OrganizationalUnits, `${operation}: OrganizationalUnits`)) {
      units.push({ id: textOf(unit.Id, 'Id'), name: textOf(unit.Name, 'Name'), arn: textOf(unit.Arn, 'Arn') })
    }
  }
  return units
}

const gapsOf = (error: unknown, datasets: readonly Parameters<typeof gap>[0][], parentId: string): Collected[] => {
  if (!(error instanceof CollectError)) throw error
  const { permission } = error
  return datasets.map(dataset => gap(dataset, error.reason, `under ${parentId}: ${error.message}`, permission === undefined ? {} : { permission }))
}

/** The tree, two calls a node: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html */
export const organizationHierarchy = defineCollector<AwsSession>({
  name: 'aws-organization-hierarchy',
  gives: [organizationRoots, organizationalUnits, organizationAccounts],
  async *collect(session, at) {
    const { Roots } = await session.client(OrganizationsClient).send(new ListRootsCommand({}))
    const roots = listOf(Roots, 'ListRoots: Roots')
    if (roots.length === 0) throw new CollectError('invalid', 'ListRoots: an organization without a root')
    const parents: string[] = []
    for (const root of roots) {
      const id = textOf(root.Id, 'ListRoots: Id')
      const types = listOf(root.PolicyTypes, 'ListRoots: PolicyTypes')
      const enabled = types
        .filter(type => textOf(type.Status, 'ListRoots: policy type Status') === 'ENABLED')
        .map(type => textOf(type.Type, 'ListRoots: policy type'))
      yield row(organizationRoots, { id, scope: at.id, name: textOf(root.Name, 'ListRoots: Name'), enabledPolicyTypes: enabled })
      parents.push(id)
    }
    const seen = new Set(parents)
    for (let parentId = parents.shift(); parentId !== undefined; parentId = parents.shift()) {
      try {
        yield* accountsUnder(session, at.id, parentId)
      } catch (error) {
        yield* gapsOf(error, [organizationAccounts], parentId)
      }
      try {
        for (const unit of await unitsUnder(session, parentId)) {
          if (seen.has(unit.id)) throw new CollectError('invalid', `${unit.id} is in two places`)
          seen.add(unit.id)
          parents.push(unit.id)
          yield row(organizationalUnits, { ...unit, scope: at.id, parentId })
        }
      } catch (error) {
        // Accounts of units that are not seen are not seen either.
        yield* gapsOf(error, [organizationalUnits, organizationAccounts], parentId)
      }
    }
  },
})
