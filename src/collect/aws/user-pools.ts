import {
  CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
  DescribeRiskConfigurationCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListIdentityProvidersCommand,
  ListResourceServersCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { Dataset, Row } from '../../dataset.ts'
import { userPoolClients, userPoolProviders, userPoolResourceServers } from '../../datasets/aws/user-pool-clients.ts'
import { userPoolMfa, userPoolRisks, userPools, userPoolWebAcls } from '../../datasets/aws/user-pools.ts'
import { type Collected, defineCollector, row } from '../collector.ts'
import { listOf, objectOf, textOf } from './answers.ts'
import { type Asked, askEach, gapsIn } from './ask-each.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import type { AwsSession } from './session.ts'
import { clientRow, type ListedPool, mfaRow, poolRow, riskRow } from './user-pool-rows.ts'
import { webAclsOf } from './user-pool-web-acls.ts'

/** The largest page that every listing of user pools gives. */
const PAGE = 60

const gives = [userPools, userPoolMfa, userPoolRisks, userPoolWebAcls, userPoolClients, userPoolProviders, userPoolResourceServers]

const named = ({ name }: { readonly name: string }): string => name

/** Reads the pools of one Region and what belongs to them. */
const readerIn = (session: AwsSession, scope: string, region: string) => {
  const cognito = session.client(CognitoIdentityProviderClient, region)
  const bring = <R extends Row>(dataset: Dataset<R>, ...asked: readonly Asked<R>[]): Collected[] =>
    asked.flatMap(({ found, failures }) => [...found.map(one => row(dataset, one)), ...gapsIn(region, dataset, failures)])

  const pools = async (): Promise<readonly ListedPool[]> => {
    const found: ListedPool[] = []
    const ask = (NextToken: string | undefined) => cognito.send(new ListUserPoolsCommand({ MaxResults: PAGE, NextToken }))
    for await (const page of pagesOf(session, 'ListUserPools', ask))
      for (const { Id, Name } of listOf(page.UserPools, 'ListUserPools: UserPools'))
        found.push({ id: textOf(Id, 'ListUserPools: Id'), name: textOf(Name, 'ListUserPools: Name'), scope, part: region })
    return found
  }

  const settings = async (listed: readonly ListedPool[]): Promise<Collected[]> => {
    const described = await askEach(listed, named, async pool => {
      const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: pool.id }))
      return [poolRow(pool, UserPool)]
    })
    const enforced = new Set(described.found.filter(({ threatProtection }) => threatProtection === 'ENFORCED').map(({ id }) => id))
    const risks = await askEach(
      listed.filter(({ id }) => enforced.has(id)),
      named,
      async pool => {
        const { RiskConfiguration } = await cognito.send(new DescribeRiskConfigurationCommand({ UserPoolId: pool.id }))
        return [riskRow(pool, RiskConfiguration)]
      },
    )
    return [...bring(userPools, described), ...bring(userPoolRisks, { found: [], failures: described.failures }, risks)]
  }

  const mfa = async (listed: readonly ListedPool[]): Promise<Collected[]> =>
    bring(userPoolMfa, await askEach(listed, named, async pool => [mfaRow(pool, await cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId: pool.id })))]))

  const clients = async (listed: readonly ListedPool[]): Promise<Collected[]> => {
    const ids = await askEach(listed, named, async pool => {
      const found: { pool: ListedPool; id: string; name: string }[] = []
      const ask = (NextToken: string | undefined) => cognito.send(new ListUserPoolClientsCommand({ UserPoolId: pool.id, MaxResults: PAGE, NextToken }))
      for await (const page of pagesOf(session, 'ListUserPoolClients', ask))
        for (const { ClientId } of listOf(page.UserPoolClients, 'ListUserPoolClients: UserPoolClients')) {
          const id = textOf(ClientId, 'ListUserPoolClients: ClientId')
          found.push({ pool, id, name: `client ${id} of ${pool.name}` })
        }
      return found
    })
    const described = await askEach(ids.found, named, async ({ pool, id }) => {
      const { UserPoolClient } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId: pool.id, ClientId: id }))
      return [clientRow(pool, id, UserPoolClient)]
    })
    return bring(userPoolClients, { found: [], failures: ids.failures }, described)
  }

  const providers = async (listed: readonly ListedPool[]): Promise<Collected[]> => {
    const names = await askEach(listed, named, async pool => {
      const found: { pool: ListedPool; provider: string; name: string }[] = []
      const ask = (NextToken: string | undefined) => cognito.send(new ListIdentityProvidersCommand({ UserPoolId: pool.id, MaxResults: PAGE, NextToken }))
      for await (const page of pagesOf(session, 'ListIdentityProviders', ask))
        for (const { ProviderName } of listOf(page.Providers, 'ListIdentityProviders: Providers')) {
          const provider = textOf(ProviderName, 'ListIdentityProviders: ProviderName')
          found.push({ pool, provider, name: `${provider} of ${pool.name}` })
        }
      return found
    })
    const described = await askEach(names.found, named, async ({ pool, provider }) => {
      const answer = await cognito.send(new DescribeIdentityProviderCommand({ UserPoolId: pool.id, ProviderName: provider }))
      const { ProviderType, ProviderDetails, AttributeMapping } = objectOf(answer.IdentityProvider, 'DescribeIdentityProvider: IdentityProvider')
      // The details hold the client secret: nothing but these is taken out of them.
      const issuer = ProviderType === 'OIDC' ? ProviderDetails?.oidc_issuer : undefined
      const unasked = ProviderType === 'SAML' ? ProviderDetails?.IDPInit : undefined
      return [
        {
          id: `${pool.id}/${provider}`,
          scope,
          part: region,
          partOf: pool.id,
          name: provider,
          poolName: pool.name,
          type: textOf(ProviderType, 'IdentityProvider: ProviderType'),
          ...(issuer === undefined ? {} : { issuer: textOf(issuer, 'ProviderDetails: oidc_issuer') }),
          ...(unasked === undefined ? {} : { takesUnasked: unasked.toLowerCase() === 'true' }),
          ...(AttributeMapping === undefined
            ? {}
            : {
                mapping: Object.entries(AttributeMapping).map(([attribute, from]) => ({ attribute, from: textOf(from, 'IdentityProvider: AttributeMapping') })),
              }),
        },
      ]
    })
    return bring(userPoolProviders, { found: [], failures: names.failures }, described)
  }

  const servers = async (listed: readonly ListedPool[]): Promise<Collected[]> => {
    const asked = await askEach(listed, named, async pool => {
      const found = []
      const ask = (NextToken: string | undefined) => cognito.send(new ListResourceServersCommand({ UserPoolId: pool.id, MaxResults: 50, NextToken }))
      for await (const page of pagesOf(session, 'ListResourceServers', ask))
        for (const { Identifier, Name, Scopes } of listOf(page.ResourceServers, 'ListResourceServers: ResourceServers')) {
          const identifier = textOf(Identifier, 'ListResourceServers: Identifier')
          // A server without scopes has no such member.
          const scopes = Scopes === undefined ? [] : listOf(Scopes, 'ListResourceServers: Scopes')
          found.push({
            id: `${pool.id}/${identifier}`,
            scope,
            part: region,
            partOf: pool.id,
            name: textOf(Name, 'ListResourceServers: Name'),
            poolName: pool.name,
            identifier,
            scopes: scopes.map(({ ScopeName }) => `${identifier}/${textOf(ScopeName, 'ListResourceServers: ScopeName')}`),
          })
        }
      return found
    })
    return bring(userPoolResourceServers, asked)
  }

  return { pools, parts: [settings, mfa, clients, providers, servers] }
}

/** Cognito user pools of every Region: one call where there is none, https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const cognitoUserPools = defineCollector<AwsSession>({
  name: 'aws-user-pools',
  gives,
  collect: (session, at) =>
    inEachRegion(session, gives, async function* (region) {
      const { pools, parts } = readerIn(session, at.id, region)
      const listed = await pools()
      if (listed.length === 0) return
      for (const read of parts) yield* await read(listed)
      yield* await webAclsOf(session, region, listed)
    }),
})
