import type { Row } from '../../dataset.ts'
import { credentialReport } from '../../datasets/aws/credential-report.ts'
import { iamUsers } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'
import { accessKeys } from './access-keys.ts'
import { credentialsOfUsers } from './user-credentials.ts'

/** A console password or an active access key of an IAM user; `id` is the key's, or `<ARN of the user>#password`. */
export interface SignInCredential extends Row {
  readonly kind: 'password' | 'access-key'
  /** e.g. `the password of alice`. */
  readonly words: string
  readonly userArn: string
  readonly userName: string
  /** Absent: the report does not say whether there is a password. */
  readonly isActive?: boolean | undefined
  /** When it was made or last changed. Absent: the report does not say. */
  readonly since?: string | undefined
  /** Absent: never used, or not tracked. */
  readonly usedAt?: string | undefined
  /** As of an access key: it is of somebody who had the name before. */
  readonly isOfNamesake?: true
}

/** What IAM users sign in with, as the credential report tells (at most four hours old); the root user is not among them. */
export const signInCredentials = defineView({
  name: 'sign-in-credentials',
  per: 'aws-account',
  needs: { credentialReport, iamUsers, accessKeys, credentialsOfUsers },
  build({ credentialReport, iamUsers, accessKeys, credentialsOfUsers }) {
    const idOf = new Map([...iamUsers].map(({ arn, id }) => [arn, id]))
    const passwords = [...credentialReport]
      .filter(({ isRoot, passwordEnabled }) => !isRoot && passwordEnabled !== false)
      .map(
        (user): SignInCredential => ({
          id: `${user.id}#password`,
          scope: user.scope,
          name: `${user.name}, password`,
          partOf: idOf.get(user.id),
          kind: 'password',
          words: `the password of ${user.name}`,
          userArn: user.id,
          userName: user.name,
          isActive: user.passwordEnabled,
          since: user.passwordLastChangedAt,
          usedAt: user.passwordLastUsedAt,
          ...(idOf.has(user.id) && !credentialsOfUsers.has(user.id) ? { isOfNamesake: true as const } : {}),
        }),
      )
    const keys = [...accessKeys]
      .filter(({ isRoot, active }) => !isRoot && active)
      .map(
        ({ id, scope, name, partOf, userArn, userName, slot, active, lastRotatedAt, lastUsedAt, isOfNamesake }): SignInCredential => ({
          id,
          scope,
          name,
          partOf,
          kind: 'access-key',
          words: `access key ${slot} of ${userName}`,
          userArn,
          userName,
          isActive: active,
          since: lastRotatedAt,
          usedAt: lastUsedAt,
          ...(isOfNamesake === undefined ? {} : { isOfNamesake }),
        }),
      )
    return tableOf([...passwords, ...keys])
  },
})
