import { nativeId } from '../../dataset.ts'
import { accessKeysByUser } from '../aws/access-keys.ts'
import { microsoftIntegrationUsers } from '../aws/microsoft-integrations.ts'
import { defineEstateView } from '../needs.ts'

/** IAM users with an active access key by whose keys Entra reads the roles of an account, by account. https://learn.microsoft.com/entra/identity/saas-apps/amazon-web-service-tutorial */
export const roleProvisioningUsers = defineEstateView({
  name: 'role-provisioning-users',
  per: ['aws-account'],
  needs: { microsoftIntegrationUsers, accessKeysByUser },
  handlesDark: true,
  whereAsked: true,
  distil: ({ microsoftIntegrationUsers, accessKeysByUser }): readonly string[] =>
    [...microsoftIntegrationUsers].flatMap(([arn, integration]) =>
      integration === 'role provisioning of Microsoft Entra ID' && accessKeysByUser.get(arn)?.some(({ active }) => active) === true ? [arn] : [],
    ),
  join: (parts): ReadonlyMap<string, readonly string[]> => new Map([...parts].map(([scope, users]) => [nativeId(scope), users] as const)),
})
