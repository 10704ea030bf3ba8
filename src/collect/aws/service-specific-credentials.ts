import { IAMClient, ListServiceSpecificCredentialsCommand } from '@aws-sdk/client-iam'
import { serviceSpecificCredentials } from '../../datasets/aws/account.ts'
import { defineCollector } from '../collector.ts'
import { instantOf, listOf, optionalInstant, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** Those of all users at once: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html */
export const serviceCredentials = defineCollector<AwsSession>({
  name: 'aws-service-specific-credentials',
  gives: [serviceSpecificCredentials],
  async *collect(session, at) {
    const operation = 'ListServiceSpecificCredentials'
    const iam = session.client(IAMClient)
    for await (const page of pagesOf(session, operation, Marker =>
      iam.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, MaxItems: 1000, Marker })),
    )) {
      const credentials = listOf(page.ServiceSpecificCredentials, `${operation}: ServiceSpecificCredentials`)
      yield* rowsOf(
        serviceSpecificCredentials,
        credentials,
        credential => credential.ServiceSpecificCredentialId,
        credential => {
          const userName = textOf(credential.UserName, 'UserName')
          const service = textOf(credential.ServiceName, 'ServiceName')
          return {
            id: textOf(credential.ServiceSpecificCredentialId, 'ServiceSpecificCredentialId'),
            scope: at.id,
            name: `${userName} at ${service}`,
            userName,
            service,
            active: textOf(credential.Status, 'Status') === 'Active',
            createdAt: instantOf(credential.CreateDate, 'CreateDate'),
            ...optionalInstant('expiresAt', credential.ExpirationDate, 'ExpirationDate'),
          }
        },
      )
    }
  },
})
