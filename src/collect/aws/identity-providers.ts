import {
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam'
import pLimit from 'p-limit'
import { oidcProviders, samlProviders } from '../../datasets/aws/identity-providers.ts'
import { defineCollector } from '../collector.ts'
import { listOf, optionalInstant, textOf, textsOf } from './answers.ts'
import { rowOrGap } from './rows.ts'
import { readSamlMetadata } from './saml-metadata.ts'
import type { AwsSession } from './session.ts'

/** An account has at most 100 of each, and IAM lists them without pages. */
const AT_ONCE = 5

/** SAML providers, each with its metadata: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSAMLProvider.html */
export const samlIdentityProviders = defineCollector<AwsSession>({
  name: 'aws-saml-providers',
  gives: [samlProviders],
  async *collect(session, at) {
    const iam = session.client(IAMClient)
    const { SAMLProviderList } = await iam.send(new ListSAMLProvidersCommand({}))
    const limit = pLimit(AT_ONCE)
    const reads = listOf(SAMLProviderList, 'ListSAMLProviders: SAMLProviderList').map(({ Arn }) =>
      limit(() =>
        rowOrGap(samlProviders, Arn ?? 'a provider without an ARN', async () => {
          const id = textOf(Arn, 'Arn')
          const provider = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: id }))
          return {
            id,
            scope: at.id,
            name: id.slice(id.indexOf('/') + 1),
            ...optionalInstant('createdAt', provider.CreateDate, 'CreateDate'),
            ...optionalInstant('validUntil', provider.ValidUntil, 'ValidUntil'),
            ...readSamlMetadata(textOf(provider.SAMLMetadataDocument, 'GetSAMLProvider: SAMLMetadataDocument')),
          }
        }),
      ),
    )
    yield* await Promise.all(reads)
  },
})

/** OpenID Connect providers, each with its audiences: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html */
export const oidcIdentityProviders = defineCollector<AwsSession>({
  name: 'aws-oidc-providers',
  gives: [oidcProviders],
  async *collect(session, at) {
    const iam = session.client(IAMClient)
    const { OpenIDConnectProviderList } = await iam.send(new ListOpenIDConnectProvidersCommand({}))
    const limit = pLimit(AT_ONCE)
    const reads = listOf(OpenIDConnectProviderList, 'ListOpenIDConnectProviders: OpenIDConnectProviderList').map(({ Arn }) =>
      limit(() =>
        rowOrGap(oidcProviders, Arn ?? 'a provider without an ARN', async () => {
          const id = textOf(Arn, 'Arn')
          const provider = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: id }))
          const url = textOf(provider.Url, 'GetOpenIDConnectProvider: Url').replace(/^https:\/\//, '')
          return {
            id,
            scope: at.id,
            name: url,
            url,
            clientIds: textsOf(provider.ClientIDList, 'GetOpenIDConnectProvider: ClientIDList'),
            thumbprints: textsOf(provider.ThumbprintList, 'GetOpenIDConnectProvider: ThumbprintList'),
            ...optionalInstant('createdAt', provider.CreateDate, 'CreateDate'),
          }
        }),
      ),
    )
    yield* await Promise.all(reads)
  },
})
