import { IAMClient, ListMFADevicesCommand } from '@aws-sdk/client-iam'
import pLimit from 'p-limit'
import type { Scope } from '../../dataset.ts'
import { virtualMfaDevices } from '../../datasets/aws/account.ts'
import { userMfaDevices } from '../../datasets/aws/account-upkeep.ts'
import { credentialReport } from '../../datasets/aws/credential-report.ts'
import { CollectError, type Collected, defineCollector, gap } from '../collector.ts'
import { listOf, textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

const AT_ONCE = 5
const OPERATION = 'ListMFADevices'

/** Passkeys and security keys have an ARN of this kind: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
const FIDO = /^arn:[^:]*:iam::\d{12}:u2f\//

const devicesOf = async (session: AwsSession, at: Scope, userName: string): Promise<readonly Collected[]> => {
  const iam = session.client(IAMClient)
  const found: Collected[] = []
  try {
    for await (const page of pagesOf(session, OPERATION, Marker => iam.send(new ListMFADevicesCommand({ UserName: userName, MaxItems: 1000, Marker }))))
      found.push(
        ...rowsOf(
          userMfaDevices,
          listOf(page.MFADevices, `${OPERATION}: MFADevices`),
          device => device.SerialNumber,
          device => {
            const serial = textOf(device.SerialNumber, 'SerialNumber')
            return {
              id: `${userName}#${serial}`,
              scope: at.id,
              name: `${userName}: ${serial}`,
              userName,
              kind: FIDO.test(serial) ? ('fido' as const) : ('one-time-password' as const),
            }
          },
        ),
      )
  } catch (error) {
    // The user went while the account was read, and the devices with it.
    if (isServiceError(error, 'NoSuchEntity', 'NoSuchEntityException')) return []
    throw error
  }
  return found
}

/** What kind of MFA people have, asked only of those of whom the list of virtual devices does not tell, one call a user. */
export const devicesOfUsers = defineCollector<AwsSession>({
  name: 'aws-user-mfa-devices',
  gives: [userMfaDevices],
  after: [credentialReport, virtualMfaDevices],
  async *collect(session, at, sofar) {
    if (!sofar.isComplete(credentialReport) || !sofar.isComplete(virtualMfaDevices)) {
      yield gap(userMfaDevices, 'not-collected', 'whom to ask about could not be read: it takes the credential report and the virtual MFA devices')
      return
    }
    const virtual = new Set(sofar.rows(virtualMfaDevices).map(({ userArn }) => userArn))
    const users = sofar.rows(credentialReport).filter(user => !user.isRoot && user.passwordEnabled !== false && user.mfaActive && !virtual.has(user.id))
    const limit = pLimit(AT_ONCE)
    let refused: CollectError | undefined
    const read = async (name: string): Promise<readonly Collected[]> => {
      // Who is refused one user's devices, or throttled to the end, need not ask for the others'.
      if (refused) return []
      try {
        return await devicesOf(session, at, name)
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        if (error.reason !== 'invalid') refused = error
        return [gap(userMfaDevices, error.reason, `${name}: ${error.message}`, error.permission === undefined ? {} : { permission: error.permission })]
      }
    }
    for (const one of users.map(({ name }) => limit(() => read(name)))) yield* await one
  },
})
