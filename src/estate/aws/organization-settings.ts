import { nativeId } from '../../dataset.ts'
import { organizationFeatures, trustedServices } from '../../datasets/aws/organization.ts'
import { defineEstateView } from '../needs.ts'

/** What is on in an organization, by its id; one that is absent could not be read. */
type OnInOrganizations = ReadonlyMap<string, boolean>

const byNativeId = (parts: ReadonlyMap<string, boolean>): OnInOrganizations => new Map([...parts].map(([scope, isOn]) => [nativeId(scope), isOn]))

/** Whether the organization manages the root credentials of its members: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html */
export const centralRootAccess = defineEstateView({
  name: 'central-root-access',
  per: ['aws-organization'],
  needs: { organizationFeatures },
  handlesDark: true,
  distil: ({ organizationFeatures }) => [...organizationFeatures].some(({ enabled }) => enabled.includes('RootCredentialsManagement')),
  join: byNativeId,
})

/** Whether resources are shared within the organization without invitations: https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html */
export const sharingInOrganization = defineEstateView({
  name: 'sharing-in-organization',
  per: ['aws-organization'],
  needs: { trustedServices },
  handlesDark: true,
  distil: ({ trustedServices }) => trustedServices.get('ram.amazonaws.com') !== undefined,
  join: byNativeId,
})
