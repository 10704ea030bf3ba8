import { GetOutboundWebIdentityFederationInfoCommand, IAMClient } from '@aws-sdk/client-iam'
import { nativeId } from '../../dataset.ts'
import { outboundFederations } from '../../datasets/aws/account-upkeep.ts'
import { defineCollector, row } from '../collector.ts'
import { booleanOf, textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import type { AwsSession } from './session.ts'

const OPERATION = 'GetOutboundWebIdentityFederationInfo'

/** Whether the account mints tokens; AWS says by an error that it never did. */
const ask = async (session: AwsSession): Promise<{ readonly isEnabled: boolean; readonly issuer?: string }> => {
  try {
    const { IssuerIdentifier, JwtVendingEnabled } = await session.client(IAMClient).send(new GetOutboundWebIdentityFederationInfoCommand({}))
    const isEnabled = booleanOf(JwtVendingEnabled, `${OPERATION}: JwtVendingEnabled`)
    return isEnabled ? { isEnabled, issuer: textOf(IssuerIdentifier, `${OPERATION}: IssuerIdentifier`) } : { isEnabled }
  } catch (error) {
    if (isServiceError(error, 'FeatureDisabled', 'FeatureDisabledException')) return { isEnabled: false }
    throw error
  }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html */
export const outboundFederation = defineCollector<AwsSession>({
  name: 'aws-outbound-federation',
  gives: [outboundFederations],
  async *collect(session, at) {
    yield row(outboundFederations, { id: nativeId(at.id), scope: at.id, name: at.name, ...(await ask(session)) })
  },
})
