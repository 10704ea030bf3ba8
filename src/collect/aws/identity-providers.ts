import {
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam'
import pLimit from 'p-limit'
import type { Scope } from '../../dataset.ts'
import { oidcProviders, samlProviders } from '../../datasets/aws/identity-providers.ts'
import { type Collected, defineCollector, gap } from '../collector.ts'
import { listOf, optionalInstant, textOf, textsOf } from './answers.ts'
import { rowOrGap } from './rows.ts'
import { certificateOf, readSamlMetadata } from './saml-metadata.ts'
import type { AwsSession } from './session.ts'

/** An account has at most 100 of each, and IAM lists them without pages. */
const AT_ONCE = 5

/** A provider, and a gap for each of its certificates that is none: the row says less than the metadata does. */
const samlProvider = async (session: AwsSession, at: Scope, arn: string | undefined): Promise<readonly Collected[]> => {
  const unreadable: Collected[] = []
  const provider = await rowOrGap(samlProviders, arn ?? 'a provider without an ARN', async () => {
    const id = textOf(arn, 'Arn')
    const answer = await session.client(IAMClient).send(new GetSAMLProviderCommand({ SAMLProviderArn: id }))
    const { entityId, certificates } = readSamlMetadata(textOf(answer.SAMLMetadataDocument, 'GetSAMLProvider: SAMLMetadataDocument'))
    const read = certificates.map(certificateOf)
    const unread = read.filter(one => one === undefined).length
    if (unread > 0) unreadable.push(gap(samlProviders, 'invalid', 'a signing certificate in its metadata is not one', { part: id }))
    return {
      id,
      scope: at.id,
      name: id.slice(id.indexOf('/') + 1),
      ...optionalInstant('createdAt', answer.CreateDate, 'CreateDate'),
      ...optionalInstant('validUntil', answer.ValidUntil, 'ValidUntil'),
      ...(entityId === undefined ? {} : { entityId }),
      certificates: read.filter(one => one !== undefined),
      ...(unread === 0 ? {} : { unreadCertificates: unread }),
    }
  })
  return [provider, ...unreadable]
}

/** SAML providers, each with its metadata: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSAMLProvider.html */
export const samlIdentityProviders = defineCollector<AwsSession>({
  name: 'aws-saml-providers',
  gives: [samlProviders],
  async *collect(session, at) {
    const { SAMLProviderList } = await session.client(IAMClient).send(new ListSAMLProvidersCommand({}))
    const limit = pLimit(AT_ONCE)
    const reads = listOf(SAMLProviderList, 'ListSAMLProviders: SAMLProviderList').map(({ Arn }) => limit(() => samlProvider(session, at, Arn)))
    for (const found of await Promise.all(reads)) yield* found
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
