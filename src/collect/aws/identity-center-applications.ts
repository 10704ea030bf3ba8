import {
  type Application,
  DescribeTrustedTokenIssuerCommand,
  GetApplicationAssignmentConfigurationCommand,
  ListApplicationsCommand,
  ListTrustedTokenIssuersCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin'
import pLimit from 'p-limit'
import { type IdentityCenterApplication, identityCenterApplications, type TrustedTokenIssuer, trustedTokenIssuers } from '../../datasets/aws/identity-center.ts'
import { identityCenterInstances } from '../../datasets/aws/organization.ts'
import { type Collected, defineCollector } from '../collector.ts'
import { booleanOf, listOf, objectOf, textOf } from './answers.ts'
import { instanceToRead, isFound } from './identity-center-instance.ts'
import { pagesOf } from './pages.ts'
import { rowOrGap } from './rows.ts'
import type { AwsSession } from './session.ts'

const AT_ONCE = 5

const applicationOf = async (sso: SSOAdminClient, scope: string, one: Application): Promise<IdentityCenterApplication> => {
  const id = textOf(one.ApplicationArn, 'ListApplications: ApplicationArn')
  const { AssignmentRequired } = await sso.send(new GetApplicationAssignmentConfigurationCommand({ ApplicationArn: id }))
  return {
    id,
    scope,
    name: one.Name || id.slice(id.lastIndexOf('/') + 1),
    ...(one.ApplicationProviderArn === undefined ? {} : { providerArn: textOf(one.ApplicationProviderArn, 'ListApplications: ApplicationProviderArn') }),
    ...(one.ApplicationAccount === undefined ? {} : { account: textOf(one.ApplicationAccount, 'ListApplications: ApplicationAccount') }),
    ...(one.Status === undefined ? {} : { status: textOf(one.Status, 'ListApplications: Status') }),
    assignmentRequired: booleanOf(AssignmentRequired, 'GetApplicationAssignmentConfiguration: AssignmentRequired'),
  }
}

/** Applications, and whether each asks for an assignment: the one call an application that tells. */
export const centerApplications = defineCollector<AwsSession>({
  name: 'aws-identity-center-applications',
  gives: [identityCenterApplications],
  after: [identityCenterInstances],
  async *collect(session, at, sofar) {
    const found = await instanceToRead(session, sofar, [identityCenterApplications])
    if (!isFound(found)) {
      yield* found
      return
    }
    const sso = session.client(SSOAdminClient, found.region)
    const limit = pLimit(AT_ONCE)
    const ask = (NextToken: string | undefined) => sso.send(new ListApplicationsCommand({ InstanceArn: found.id, MaxResults: 100, NextToken }))
    for await (const page of pagesOf(session, 'ListApplications', ask)) {
      const applications = listOf(page.Applications, 'ListApplications: Applications')
      const read = (one: Application): Promise<Collected> =>
        rowOrGap(identityCenterApplications, one.ApplicationArn ?? 'an application without an ARN', () => applicationOf(sso, at.id, one))
      yield* await Promise.all(applications.map(one => limit(() => read(one))))
    }
  },
})

const issuerOf = async (sso: SSOAdminClient, scope: string, arn: string | undefined): Promise<TrustedTokenIssuer> => {
  const operation = 'DescribeTrustedTokenIssuer'
  const id = textOf(arn, 'ListTrustedTokenIssuers: TrustedTokenIssuerArn')
  const { Name, TrustedTokenIssuerConfiguration } = await sso.send(new DescribeTrustedTokenIssuerCommand({ TrustedTokenIssuerArn: id }))
  const configuration = objectOf(TrustedTokenIssuerConfiguration, `${operation}: TrustedTokenIssuerConfiguration`)
  const { IssuerUrl, ClaimAttributePath, IdentityStoreAttributePath } = objectOf(configuration.OidcJwtConfiguration, `${operation}: OidcJwtConfiguration`)
  return {
    id,
    scope,
    name: Name || id.slice(id.lastIndexOf('/') + 1),
    issuerUrl: textOf(IssuerUrl, `${operation}: IssuerUrl`),
    claim: textOf(ClaimAttributePath, `${operation}: ClaimAttributePath`),
    attribute: textOf(IdentityStoreAttributePath, `${operation}: IdentityStoreAttributePath`),
  }
}

/** Trusted token issuers: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribeTrustedTokenIssuer.html */
export const tokenIssuers = defineCollector<AwsSession>({
  name: 'aws-trusted-token-issuers',
  gives: [trustedTokenIssuers],
  after: [identityCenterInstances],
  async *collect(session, at, sofar) {
    const found = await instanceToRead(session, sofar, [trustedTokenIssuers])
    if (!isFound(found)) {
      yield* found
      return
    }
    const sso = session.client(SSOAdminClient, found.region)
    const ask = (NextToken: string | undefined) => sso.send(new ListTrustedTokenIssuersCommand({ InstanceArn: found.id, NextToken }))
    for await (const page of pagesOf(session, 'ListTrustedTokenIssuers', ask))
      for (const { TrustedTokenIssuerArn: arn } of listOf(page.TrustedTokenIssuers, 'ListTrustedTokenIssuers: TrustedTokenIssuers'))
        yield await rowOrGap(trustedTokenIssuers, arn ?? 'an issuer without an ARN', () => issuerOf(sso, at.id, arn))
  },
})
