import { type Credentials, credentialReport } from '../../datasets/aws/credential-report.ts'
import { type IamUser, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** Milliseconds by which the two dates of one making may differ. */
const TOLERANCE = 60_000

/** Whether something was made before the user whose name it bears, and so for somebody who had the name before. */
export const isOlder = (madeAt: string, { createdAt }: Pick<IamUser, 'createdAt'>): boolean => Date.parse(createdAt) - Date.parse(madeAt) > TOLERANCE

/**
 * What the credential report says of each IAM user, by ARN. A line about somebody who had the name before is not about this user: the report can be four
 * hours old, and a user that was deleted and made again has none of its credentials.
 */
export const credentialsOfUsers = defineView({
  name: 'credentials-of-users',
  per: 'aws-account',
  needs: { credentialReport, iamUsers },
  build: ({ credentialReport, iamUsers }): ReadonlyMap<string, Credentials> =>
    new Map(
      [...iamUsers].flatMap((user): readonly (readonly [string, Credentials])[] => {
        const line = credentialReport.get(user.arn)
        return line === undefined || isOlder(line.createdAt, user) ? [] : [[user.arn, line]]
      }),
    ),
})
