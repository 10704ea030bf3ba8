import { type Credentials, credentialReport } from '../../datasets/aws/credential-report.ts'
import { iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** Milliseconds by which the two dates of one making may differ. */
const TOLERANCE = 60_000

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
      [...iamUsers].flatMap(({ arn, createdAt }): readonly (readonly [string, Credentials])[] => {
        const line = credentialReport.get(arn)
        return line === undefined || Date.parse(createdAt) - Date.parse(line.createdAt) > TOLERANCE ? [] : [[arn, line]]
      }),
    ),
})
