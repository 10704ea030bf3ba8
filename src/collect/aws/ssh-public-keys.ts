import { IAMClient, ListSSHPublicKeysCommand } from '@aws-sdk/client-iam'
import pLimit from 'p-limit'
import type { Scope } from '../../dataset.ts'
import { iamGroups, iamPolicies, iamUsers } from '../../datasets/aws/iam.ts'
import { sshPublicKeys } from '../../datasets/aws/ssh-public-keys.ts'
import { CollectError, type Collected, defineCollector, gap } from '../collector.ts'
import { instantOf, listOf, textOf } from './answers.ts'
import { codeCommitUsers } from './code-commit-users.ts'
import { isServiceError } from './errors.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

const AT_ONCE = 5

const OPERATION = 'ListSSHPublicKeys'

const keysOf = async (session: AwsSession, at: Scope, userName: string): Promise<readonly Collected[]> => {
  const iam = session.client(IAMClient)
  const found: Collected[] = []
  try {
    for await (const page of pagesOf(session, OPERATION, Marker => iam.send(new ListSSHPublicKeysCommand({ UserName: userName, MaxItems: 1000, Marker })))) {
      const read = rowsOf(
        sshPublicKeys,
        listOf(page.SSHPublicKeys, `${OPERATION}: SSHPublicKeys`),
        key => key.SSHPublicKeyId,
        key => {
          const id = textOf(key.SSHPublicKeyId, 'SSHPublicKeyId')
          return {
            id,
            scope: at.id,
            name: `${userName}: ${id}`,
            userName: textOf(key.UserName, 'UserName'),
            active: textOf(key.Status, 'Status') === 'Active',
            uploadedAt: instantOf(key.UploadDate, 'UploadDate'),
          }
        },
      )
      found.push(...read)
    }
  } catch (error) {
    // The user went while the account was read, and the keys with it.
    if (isServiceError(error, 'NoSuchEntity', 'NoSuchEntityException')) return []
    throw error
  }
  return found
}

/** Keys of the users who could use one, one call a user: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html */
export const sshKeys = defineCollector<AwsSession>({
  name: 'aws-ssh-public-keys',
  gives: [sshPublicKeys],
  after: [iamUsers, iamGroups, iamPolicies],
  async *collect(session, at, sofar) {
    if (!sofar.isComplete(iamUsers)) yield gap(sshPublicKeys, 'not-collected', 'the users whose keys to ask for could not all be read')
    const users = codeCommitUsers(sofar.rows(iamUsers), sofar.rows(iamGroups), sofar.rows(iamPolicies))
    const limit = pLimit(AT_ONCE)
    let refused: CollectError | undefined
    const read = async (name: string): Promise<readonly Collected[]> => {
      // Who is refused one user's keys, or throttled to the end, need not ask for the others'.
      if (refused) return []
      try {
        return await keysOf(session, at, name)
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        if (error.reason !== 'invalid') refused = error
        return [gap(sshPublicKeys, error.reason, `${name}: ${error.message}`, error.permission === undefined ? {} : { permission: error.permission })]
      }
    }
    for (const one of users.map(({ name }) => limit(() => read(name)))) yield* await one
  },
})
