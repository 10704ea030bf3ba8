import { IAMClient, ListServerCertificatesCommand } from '@aws-sdk/client-iam'
import { serverCertificates } from '../../datasets/aws/account-upkeep.ts'
import { defineCollector } from '../collector.ts'
import { instantOf, listOf, optionalInstant, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServerCertificates.html */
export const certificatesOfServers = defineCollector<AwsSession>({
  name: 'aws-server-certificates',
  gives: [serverCertificates],
  async *collect(session, at) {
    const operation = 'ListServerCertificates'
    const iam = session.client(IAMClient)
    for await (const page of pagesOf(session, operation, Marker => iam.send(new ListServerCertificatesCommand({ MaxItems: 1000, Marker }))))
      yield* rowsOf(
        serverCertificates,
        listOf(page.ServerCertificateMetadataList, `${operation}: ServerCertificateMetadataList`),
        certificate => certificate.ServerCertificateName,
        certificate => ({
          id: textOf(certificate.ServerCertificateId, 'ServerCertificateId'),
          scope: at.id,
          name: textOf(certificate.ServerCertificateName, 'ServerCertificateName'),
          expiresAt: instantOf(certificate.Expiration, 'Expiration'),
          ...optionalInstant('uploadedAt', certificate.UploadDate, 'UploadDate'),
        }),
      )
  },
})
