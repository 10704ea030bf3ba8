import { type ExternalId, IdentitystoreClient, ListGroupMembershipsCommand, ListGroupsCommand, ListUsersCommand } from '@aws-sdk/client-identitystore'
import pLimit from 'p-limit'
import { accountAssignments } from '../../datasets/aws/identity-center.ts'
import {
  type IdentityStoreUser,
  identityStoreGroups,
  identityStoreMemberships,
  identityStoreUsers,
  UNREAD_ASSIGNMENTS,
} from '../../datasets/aws/identity-store.ts'
import { identityCenterInstances } from '../../datasets/aws/organization.ts'
import { CollectError, type Collected, defineCollector, gap } from '../collector.ts'
import { listOf, objectOf, textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import { type InstanceToRead, instanceToRead, isFound } from './identity-center-instance.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** How many groups are asked for their members at once. */
const AT_ONCE = 5

/** AWS leaves the list out of what no other directory knows. */
const externalIdsOf = (ids: readonly ExternalId[] | undefined, what: string) =>
  ids === undefined
    ? {}
    : {
        externalIds: listOf(ids, `${what}: ExternalIds`).map(({ Issuer, Id }) => ({
          issuer: textOf(Issuer, `${what}: Issuer`),
          id: textOf(Id, `${what}: Id`),
        })),
      }

/** Users, a hundred a call: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListUsers.html */
export const storeUsers = defineCollector<AwsSession>({
  name: 'aws-identity-store-users',
  gives: [identityStoreUsers],
  after: [identityCenterInstances],
  async *collect(session, at, sofar) {
    const found = await instanceToRead(session, sofar, [identityStoreUsers])
    if (!isFound(found)) {
      yield* found
      return
    }
    const store = session.client(IdentitystoreClient, found.region)
    const ask = (NextToken: string | undefined) => store.send(new ListUsersCommand({ IdentityStoreId: found.identityStoreId, MaxResults: 100, NextToken }))
    for await (const page of pagesOf(session, 'ListUsers', ask)) {
      const users = listOf(page.Users, 'ListUsers: Users')
      yield* rowsOf(
        identityStoreUsers,
        users,
        user => user.UserId,
        (user): IdentityStoreUser => ({
          id: textOf(user.UserId, 'UserId'),
          scope: at.id,
          name: textOf(user.UserName, 'UserName'),
          ...(user.DisplayName === undefined ? {} : { displayName: user.DisplayName }),
          ...(user.UserStatus === undefined ? {} : { status: textOf(user.UserStatus, 'UserStatus') }),
          // Without an e-mail address AWS leaves the list out.
          emails: user.Emails === undefined ? [] : listOf(user.Emails, 'Emails').flatMap(({ Value }) => (Value === undefined ? [] : [Value])),
          ...externalIdsOf(user.ExternalIds, 'ListUsers'),
        }),
      )
    }
  },
})

/** Groups: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroups.html */
export const storeGroups = defineCollector<AwsSession>({
  name: 'aws-identity-store-groups',
  gives: [identityStoreGroups],
  after: [identityCenterInstances],
  async *collect(session, at, sofar) {
    const found = await instanceToRead(session, sofar, [identityStoreGroups])
    if (!isFound(found)) {
      yield* found
      return
    }
    const store = session.client(IdentitystoreClient, found.region)
    const ask = (NextToken: string | undefined) => store.send(new ListGroupsCommand({ IdentityStoreId: found.identityStoreId, MaxResults: 100, NextToken }))
    for await (const page of pagesOf(session, 'ListGroups', ask)) {
      const groups = listOf(page.Groups, 'ListGroups: Groups')
      yield* rowsOf(
        identityStoreGroups,
        groups,
        group => group.GroupId,
        group => ({
          id: textOf(group.GroupId, 'GroupId'),
          scope: at.id,
          name: textOf(group.DisplayName, 'DisplayName'),
          ...externalIdsOf(group.ExternalIds, 'ListGroups'),
        }),
      )
    }
  },
})

/** A group that is gone has nobody in it. */
const membersOf = async (session: AwsSession, scope: string, { region, identityStoreId }: InstanceToRead, GroupId: string): Promise<Collected[]> => {
  const store = session.client(IdentitystoreClient, region)
  const operation = 'ListGroupMemberships'
  const brought: Collected[] = []
  const ask = (NextToken: string | undefined) =>
    store.send(new ListGroupMembershipsCommand({ IdentityStoreId: identityStoreId, GroupId, MaxResults: 100, NextToken }))
  try {
    for await (const page of pagesOf(session, operation, ask)) {
      const memberships = listOf(page.GroupMemberships, `${operation}: GroupMemberships`)
      const read = rowsOf(
        identityStoreMemberships,
        memberships,
        one => one.MembershipId,
        one => {
          const id = textOf(one.MembershipId, 'MembershipId')
          const userId = textOf(objectOf(one.MemberId, 'MemberId').UserId, 'UserId')
          return { id, scope, part: GroupId, name: userId, groupId: GroupId, userId }
        },
      )
      brought.push(...read)
    }
    return brought
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    if (isServiceError(error, 'ResourceNotFoundException')) return brought
    const more = { part: GroupId, ...(error.permission === undefined ? {} : { permission: error.permission }) }
    return [...brought, gap(identityStoreMemberships, error.reason, `group ${GroupId}: ${error.message}`, more)]
  }
}

/** Members of the groups that have a permission set somewhere, a call a group: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMemberships.html */
export const storeMemberships = defineCollector<AwsSession>({
  name: 'aws-identity-store-memberships',
  gives: [identityStoreMemberships],
  after: [identityCenterInstances, accountAssignments],
  async *collect(session, at, sofar) {
    const found = await instanceToRead(session, sofar, [identityStoreMemberships])
    if (!isFound(found)) {
      yield* found
      return
    }
    const groups = new Set(sofar.rows(accountAssignments).flatMap(one => (one.principalType === 'GROUP' ? [one.principalId] : [])))
    const limit = pLimit(AT_ONCE)
    const answers = await Promise.all([...groups].map(id => limit(() => membersOf(session, at.id, found, id))))
    yield* answers.flat()
    if (!sofar.isComplete(accountAssignments))
      yield gap(identityStoreMemberships, 'not-collected', 'not every assignment could be read, so there may be groups that were not asked for', {
        part: UNREAD_ASSIGNMENTS,
      })
  },
})
