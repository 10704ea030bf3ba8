import type { Row } from '../../dataset.ts'
import { type ServiceSpecificCredential, serviceSpecificCredentials } from '../../datasets/aws/account.ts'
import { iamUsers } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'

/** An API key of an IAM user for one service; part of its user. */
export interface ServiceApiKey extends Row, Pick<ServiceSpecificCredential, 'userName' | 'service' | 'active' | 'createdAt' | 'expiresAt'> {}

/** Their credentials are a name and a password, of which none expires: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_service-specific-creds.html */
const WITH_PASSWORD = /^(?:codecommit|cassandra)\./

/** Service-specific credentials that are API keys, as of Bedrock and CloudWatch. */
export const serviceApiKeys = defineView({
  name: 'service-api-keys',
  per: 'aws-account',
  needs: { serviceSpecificCredentials, iamUsers },
  build({ serviceSpecificCredentials, iamUsers }) {
    const ids = new Map([...iamUsers].map(({ name, id }) => [name, id]))
    return tableOf(
      [...serviceSpecificCredentials]
        .filter(({ service }) => !WITH_PASSWORD.test(service))
        .map((key): ServiceApiKey => ({ ...key, partOf: ids.get(key.userName) })),
    )
  },
})
