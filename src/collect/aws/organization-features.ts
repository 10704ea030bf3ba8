import { IAMClient, ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam'
import { nativeId } from '../../dataset.ts'
import { organizationFeatures } from '../../datasets/aws/organization.ts'
import { CollectError, defineCollector, row } from '../collector.ts'
import { textsOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import type { AwsSession } from './session.ts'

/** The features that are on. Without trusted access for IAM, or without all features of Organizations, none can be. */
const enabledFeatures = async (session: AwsSession): Promise<string[]> => {
  try {
    const { EnabledFeatures } = await session.client(IAMClient).send(new ListOrganizationsFeaturesCommand({}))
    return textsOf(EnabledFeatures, 'ListOrganizationsFeatures: EnabledFeatures')
  } catch (error) {
    if (isServiceError(error, 'ServiceAccessNotEnabledException', 'OrganizationNotInAllFeaturesModeException')) return []
    if (isServiceError(error, 'AccountNotManagementOrDelegatedAdministratorException')) {
      throw new CollectError(
        'out-of-reach',
        `ListOrganizationsFeatures: only the management account or a delegated administrator may ask, and ${session.account} is neither`,
        undefined,
        error,
      )
    }
    throw error
  }
}

/** Central management of root credentials: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html */
export const rootFeatures = defineCollector<AwsSession>({
  name: 'aws-organization-features',
  gives: [organizationFeatures],
  async *collect(session, at) {
    yield row(organizationFeatures, { id: nativeId(at.id), scope: at.id, name: at.name, enabled: await enabledFeatures(session) })
  },
})
