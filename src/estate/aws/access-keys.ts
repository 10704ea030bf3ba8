import type { Row } from '../../dataset.ts'
import { credentialReport } from '../../datasets/aws/credential-report.ts'
import { iamUsers } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'
import { credentialsOfUsers } from './user-credentials.ts'

/** One access key of a user or the root user; `id` is `<ARN of the user>#access-key-<slot>`: the credential report does not name keys. */
export interface AccessKey extends Row {
  readonly userArn: string
  readonly userName: string
  readonly isRoot: boolean
  readonly slot: 1 | 2
  readonly active: boolean
  /** When it was created or last changed. Absent: the report does not say. */
  readonly lastRotatedAt?: string | undefined
  /** Absent: never used, or not tracked. */
  readonly lastUsedAt?: string | undefined
  readonly lastUsedService?: string | undefined
  /** The report tells of a user who was deleted, and whose name a newer one bears: whether that one has a key is not known. */
  readonly isOfNamesake?: true
}

/** Why nothing is known of the credentials of a user whose line in the credential report is about somebody else. */
export const ofNamesake = (userName: string): string =>
  `The credential report is older than IAM user ${userName}: what it lists is of somebody who had the name before.`

/** Access keys that exist, as the credential report tells (at most four hours old); each is part of its IAM user, those of the root user of the account. */
export const accessKeys = defineView({
  name: 'access-keys',
  per: 'aws-account',
  needs: { credentialReport, iamUsers, credentialsOfUsers },
  build({ credentialReport, iamUsers, credentialsOfUsers }, at) {
    const idOf = new Map([...iamUsers].map(({ arn, id }) => [arn, id]))
    return tableOf(
      [...credentialReport].flatMap(user =>
        user.accessKeys
          .filter(({ active, lastRotatedAt }) => active || lastRotatedAt !== undefined)
          .map((key): AccessKey => {
            const userName = user.isRoot ? 'the root user' : user.name
            return {
              ...key,
              id: `${user.id}#access-key-${key.slot}`,
              scope: user.scope,
              name: `${userName}, access key ${key.slot}`,
              partOf: user.isRoot ? at.id : idOf.get(user.id),
              userArn: user.id,
              userName,
              isRoot: user.isRoot,
              ...(idOf.has(user.id) && !credentialsOfUsers.has(user.id) ? { isOfNamesake: true as const } : {}),
            }
          }),
      ),
    )
  },
})

/** The access keys of each user, by ARN. */
export const accessKeysByUser = defineView({
  name: 'access-keys-by-user',
  per: 'aws-account',
  needs: { accessKeys },
  build: ({ accessKeys }): ReadonlyMap<string, readonly AccessKey[]> => Map.groupBy(accessKeys, ({ userArn }) => userArn),
})
