import { ListAWSServiceAccessForOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { trustedServices } from '../../datasets/aws/organization.ts'
import { defineCollector } from '../collector.ts'
import { listOf, optionalInstant, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** Services with trusted access: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAWSServiceAccessForOrganization.html */
export const servicesWithTrust = defineCollector<AwsSession>({
  name: 'aws-trusted-services',
  gives: [trustedServices],
  async *collect(session, at) {
    const operation = 'ListAWSServiceAccessForOrganization'
    const organizations = session.client(OrganizationsClient)
    for await (const page of pagesOf(session, operation, NextToken => organizations.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken })))) {
      const services = listOf(page.EnabledServicePrincipals, `${operation}: EnabledServicePrincipals`)
      yield* rowsOf(
        trustedServices,
        services,
        service => service.ServicePrincipal,
        service => {
          const id = textOf(service.ServicePrincipal, 'ServicePrincipal')
          return { id, scope: at.id, name: id, ...optionalInstant('enabledAt', service.DateEnabled, 'DateEnabled') }
        },
      )
    }
  },
})
