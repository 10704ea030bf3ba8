import {
  type DelegatedAdministrator as Administrator,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { type DelegatedAdministrator, delegatedAdministrators } from '../../datasets/aws/organization.ts'
import { defineCollector } from '../collector.ts'
import { listOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowOrGap } from './rows.ts'
import type { AwsSession } from './session.ts'

const administratorOf = async (session: AwsSession, scope: string, { Id, Name, Status }: Administrator): Promise<DelegatedAdministrator> => {
  const operation = 'ListDelegatedServicesForAccount'
  const organizations = session.client(OrganizationsClient)
  const id = textOf(Id, 'ListDelegatedAdministrators: Id')
  const services: string[] = []
  const ask = (NextToken: string | undefined) => organizations.send(new ListDelegatedServicesForAccountCommand({ AccountId: id, NextToken }))
  for await (const page of pagesOf(session, operation, ask))
    for (const { ServicePrincipal } of listOf(page.DelegatedServices, `${operation}: DelegatedServices`))
      services.push(textOf(ServicePrincipal, `${operation}: ServicePrincipal`))
  return { id, scope, name: Name || id, ...(Status === undefined ? {} : { status: textOf(Status, 'Status') }), services }
}

/** Delegated administrators and what of: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html */
export const serviceAdministrators = defineCollector<AwsSession>({
  name: 'aws-delegated-administrators',
  gives: [delegatedAdministrators],
  async *collect(session, at) {
    const organizations = session.client(OrganizationsClient)
    const ask = (NextToken: string | undefined) => organizations.send(new ListDelegatedAdministratorsCommand({ NextToken }))
    for await (const page of pagesOf(session, 'ListDelegatedAdministrators', ask))
      for (const one of listOf(page.DelegatedAdministrators, 'ListDelegatedAdministrators: DelegatedAdministrators'))
        yield await rowOrGap(delegatedAdministrators, one.Id ?? 'an account without a number', () => administratorOf(session, at.id, one))
  },
})
