import { ListAccountAssignmentsCommand, ListAccountsForProvisionedPermissionSetCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin'
import pLimit from 'p-limit'
import { type AccountAssignment, accountAssignments, permissionSetProvisionings } from '../../datasets/aws/identity-center.ts'
import { identityCenterInstances } from '../../datasets/aws/organization.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { listOf, textOf, textsOf } from './answers.ts'
import { type InstanceToRead, instanceToRead, isFound } from './identity-center-instance.ts'
import { pagesOf } from './pages.ts'
import { permissionSetArns } from './permission-set-arns.ts'
import type { AwsSession } from './session.ts'

/** How many accounts are asked at once; the pace of the session bounds the rate. */
const AT_ONCE = 5

interface Principal {
  readonly type: string
  readonly id: string
}

interface Asked {
  readonly session: AwsSession
  readonly sso: SSOAdminClient
  readonly InstanceArn: string
  readonly PermissionSetArn: string
}

const accountsOf = async ({ session, sso, InstanceArn, PermissionSetArn }: Asked, isOutdated: boolean): Promise<string[]> => {
  const operation = 'ListAccountsForProvisionedPermissionSet'
  const accounts: string[] = []
  const status = isOutdated ? ({ ProvisioningStatus: 'LATEST_PERMISSION_SET_NOT_PROVISIONED' } as const) : {}
  const ask = (NextToken: string | undefined) =>
    sso.send(new ListAccountsForProvisionedPermissionSetCommand({ InstanceArn, PermissionSetArn, ...status, MaxResults: 100, NextToken }))
  for await (const page of pagesOf(session, operation, ask)) accounts.push(...textsOf(page.AccountIds, `${operation}: AccountIds`))
  return accounts.sort()
}

const principalsIn = async ({ session, sso, InstanceArn, PermissionSetArn }: Asked, AccountId: string): Promise<Principal[]> => {
  const operation = 'ListAccountAssignments'
  const principals: Principal[] = []
  const ask = (NextToken: string | undefined) =>
    sso.send(new ListAccountAssignmentsCommand({ InstanceArn, PermissionSetArn, AccountId, MaxResults: 100, NextToken }))
  for await (const page of pagesOf(session, operation, ask))
    for (const { PrincipalId, PrincipalType } of listOf(page.AccountAssignments, `${operation}: AccountAssignments`))
      principals.push({ type: textOf(PrincipalType, `${operation}: PrincipalType`), id: textOf(PrincipalId, `${operation}: PrincipalId`) })
  return principals
}

const failed = (error: unknown, what: string, part: string, management: string | undefined): Extract<Collected, { kind: 'gap' }>['gap'] => {
  if (!(error instanceof CollectError)) throw error
  if (management === part && error.reason === 'denied') return { dataset: accountAssignments.name, ...outOfReach(part) }
  const permission = error.permission === undefined ? {} : { permission: error.permission }
  return { dataset: accountAssignments.name, reason: error.reason, detail: `${what}: ${error.message}`, ...permission }
}

/** What a delegated administrator may not manage is not all shown to it: https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html */
const outOfReach = (part: string) => ({
  reason: 'out-of-reach' as const,
  detail: `what is assigned in the management account ${part} is for that account itself to tell, not for a delegated administrator`,
  part,
})

const ofSet = async (asked: Asked, scope: string, accounts: readonly string[], foreign: string | undefined): Promise<Collected[]> => {
  const limit = pLimit(AT_ONCE)
  const found = new Map<string, Principal & { accounts: string[] }>()
  const gaps: Collected[] = []
  const answers = await Promise.all(
    accounts.map(account =>
      limit(() =>
        principalsIn(asked, account).then(
          principals => ({ account, principals }),
          (error: unknown) => ({ account, error }),
        ),
      ),
    ),
  )
  for (const answer of answers) {
    if ('error' in answer) {
      gaps.push({ kind: 'gap', gap: failed(answer.error, `${asked.PermissionSetArn} in ${answer.account}`, answer.account, foreign) })
      continue
    }
    for (const { type, id } of answer.principals) {
      const known = found.get(`${type}/${id}`) ?? { type, id, accounts: [] }
      if (!known.accounts.includes(answer.account)) known.accounts.push(answer.account)
      found.set(`${type}/${id}`, known)
    }
  }
  const rows = [...found.entries()].map(([key, { type, id, accounts: its }]): AccountAssignment => {
    const permissionSetId = asked.PermissionSetArn
    return { id: `${permissionSetId}/${key}`, scope, name: id, permissionSetId, principalType: type, principalId: id, accounts: its }
  })
  return [...rows.map(one => row(accountAssignments, one)), ...gaps]
}

const gives = [permissionSetProvisionings, accountAssignments]

async function* readAll(session: AwsSession, scope: string, instance: InstanceToRead): AsyncGenerator<Collected> {
  const InstanceArn = instance.id
  const sso = session.client(SSOAdminClient, instance.region)
  const management = (await session.organization())?.managementAccountId
  const foreign = management === session.account ? undefined : management
  for (const PermissionSetArn of await permissionSetArns(session, instance)) {
    const asked: Asked = { session, sso, InstanceArn, PermissionSetArn }
    let accounts: string[]
    try {
      accounts = await accountsOf(asked, false)
      const outdated = accounts.length === 0 ? [] : await accountsOf(asked, true)
      yield row(permissionSetProvisionings, { id: PermissionSetArn, scope, name: PermissionSetArn, accounts, outdated })
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      const permission = error.permission === undefined ? {} : { permission: error.permission }
      yield* gives.map(dataset => gap(dataset, error.reason, `${PermissionSetArn}: ${error.message}`, permission))
      continue
    }
    yield* await ofSet(asked, scope, accounts, foreign)
  }
  if (foreign !== undefined) yield { kind: 'gap', gap: { dataset: accountAssignments.name, ...outOfReach(foreign) } }
}

/**
 * Where permission sets are provisioned and who holds them: two calls a set, and one for each account that a set is provisioned in. To ask for each
 * principal instead would take a call for every group and every user, may be done by the management account alone, and never shows an assignment whose
 * principal is gone: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignmentsForPrincipal.html. To ask every account for its
 * sets first costs more as soon as there are more accounts than sets. Identity Center answers 20 requests a second in all:
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export const permissionSetAssignments = defineCollector<AwsSession>({
  name: 'aws-account-assignments',
  gives,
  after: [identityCenterInstances],
  async *collect(session, at, sofar) {
    const found = await instanceToRead(session, sofar, gives)
    if (isFound(found)) yield* readAll(session, at.id, found)
    else yield* found
  },
})
