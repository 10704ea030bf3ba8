import { AssumeRoleCommand, type AssumeRoleCommandOutput, AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { CollectError } from '../collector.ts'
import { instantOf, objectOf, textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import type { AwsKeys } from './keys.ts'
import type { AwsWire } from './session.ts'
import { auditorPolicy, readOnlyPolicy, type SessionPolicy } from './session-policy.ts'

/** A role to enter: with the caller's keys, or with a token of a web identity. */
export interface RoleRequest {
  readonly RoleArn: string
  readonly RoleSessionName: string
  readonly ExternalId?: string
  readonly DurationSeconds?: number
  readonly SerialNumber?: string
  readonly TokenCode?: string
  readonly WebIdentityToken?: string
}

export interface Entered {
  readonly keys: AwsKeys
  /** The session, as the cloud names it. */
  readonly identity: string
}

const enteredOf = (operation: string, { Credentials, AssumedRoleUser }: Pick<AssumeRoleCommandOutput, 'Credentials' | 'AssumedRoleUser'>): Entered => {
  const given = objectOf(Credentials, `${operation}: Credentials`)
  return {
    keys: {
      accessKeyId: textOf(given.AccessKeyId, `${operation}: AccessKeyId`),
      secretAccessKey: textOf(given.SecretAccessKey, `${operation}: SecretAccessKey`),
      sessionToken: textOf(given.SessionToken, `${operation}: SessionToken`),
      expiration: new Date(instantOf(given.Expiration, `${operation}: Expiration`)),
    },
    identity: textOf(objectOf(AssumedRoleUser, `${operation}: AssumedRoleUser`).Arn, `${operation}: Arn`),
  }
}

const send = async (wire: AwsWire, request: RoleRequest, policy: SessionPolicy): Promise<Entered> => {
  const { WebIdentityToken, RoleArn, RoleSessionName, DurationSeconds, ...more } = request
  const sts = wire.client(STSClient)
  if (WebIdentityToken === undefined) {
    return enteredOf('AssumeRole', await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName, DurationSeconds, ...more, ...policy })))
  }
  const answer = await sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName, DurationSeconds, WebIdentityToken, ...policy }))
  return enteredOf('AssumeRoleWithWebIdentity', answer)
}

/** The account a role or a session lives in. */
const accountIn = (arn: string): string | undefined => /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(arn)?.[1]

/**
 * Enters a role for reading only: a session policy goes with it, AWS's own for auditors where it does not fit. Throws a `CollectError` that names the
 * role. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const enterRole = async (wire: AwsWire, request: RoleRequest, assumesRoles: boolean): Promise<Entered> => {
  const { RoleArn } = request
  const partition = /^arn:([^:]+):/.exec(RoleArn)?.[1] ?? 'aws'
  try {
    const entered = await send(wire, request, readOnlyPolicy(assumesRoles)).catch((error: unknown) => {
      if (!isServiceError(error, 'PackedPolicyTooLarge', 'PackedPolicyTooLargeException')) throw error
      return send(wire, request, auditorPolicy(assumesRoles, partition))
    })
    if (accountIn(entered.identity) !== accountIn(RoleArn)) throw new CollectError('invalid', `AWS answered with a session of ${entered.identity}`)
    return entered
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    throw new CollectError(error.reason, `${RoleArn} cannot be assumed: ${error.message}`, error.permission, error.cause)
  }
}
