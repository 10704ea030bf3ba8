import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import { CollectError } from '../collector.ts'
import type { RoleRequest } from './assume-role.ts'
import type { AwsKeys } from './keys.ts'
import type { Transport } from './transport.ts'

/** How the chain enters a role: as this program does, with the same guard, retries and session policy. `source`: none for a web identity. */
export type EnterRole = (request: RoleRequest, source: AwsKeys | undefined) => Promise<AwsKeys>

const OF_THE_SDK = /^aws-sdk-js-/

/**
 * The credential chain of the SDK: environment, SSO, profiles with the roles they assume, web identity, processes, metadata of a machine or a container.
 * Roles are entered by `enter`; whatever else it asks goes through a transport that lets out only sign-ins.
 */
export const chainKeys = (profile: string | undefined, transport: Transport, enter: EnterRole): (() => Promise<AwsKeys>) => {
  const sessionName = (given: string | undefined): string => (given === undefined || OF_THE_SDK.test(given) ? 'postern' : given)
  const requestHandler = transport.signIn
  const chain = fromNodeProviderChain({
    ...(profile === undefined ? {} : { profile }),
    clientConfig: { requestHandler, maxAttempts: 3 },
    parentClientConfig: { requestHandler },
    roleAssumer: (source, { RoleArn = '', RoleSessionName, ExternalId, DurationSeconds, SerialNumber, TokenCode }) =>
      enter(
        {
          RoleArn,
          RoleSessionName: sessionName(RoleSessionName),
          ...(ExternalId === undefined ? {} : { ExternalId }),
          ...(DurationSeconds === undefined ? {} : { DurationSeconds }),
          ...(SerialNumber === undefined ? {} : { SerialNumber }),
          ...(TokenCode === undefined ? {} : { TokenCode }),
        },
        source,
      ),
    roleAssumerWithWebIdentity: ({ RoleArn = '', RoleSessionName, WebIdentityToken = '', DurationSeconds }) =>
      enter(
        { RoleArn, RoleSessionName: sessionName(RoleSessionName), WebIdentityToken, ...(DurationSeconds === undefined ? {} : { DurationSeconds }) },
        undefined,
      ),
  })
  let hasKeys = false
  return async () => {
    // The chain keeps what it found by a clock of its own: who asks again has been told that it has ended.
    try {
      const keys = await chain({ forceRefresh: hasKeys })
      hasKeys = true
      return keys
    } catch (error) {
      const lost = transport.signInLost()
      throw error instanceof CollectError || lost === undefined ? error : new CollectError('failed', lost, undefined, error)
    }
  }
}
