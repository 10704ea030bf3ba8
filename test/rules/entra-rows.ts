import type { AwsApplication } from '../../src/datasets/entra/applications.ts'
import { scope } from '../analysis/conditional-access/tenant.ts'

/** The Identity Center gallery application as it should be: assignment required. */
export const awsApplication = (says: Partial<AwsApplication> = {}): AwsApplication => ({
  id: 'sp-aws',
  scope,
  name: 'AWS IAM Identity Center',
  appId: 'aaaaaaaa-0000-4000-8000-0000000000aa',
  accountEnabled: true,
  appRoleAssignmentRequired: true,
  applicationTemplateId: '21ed01d2-ec13-4e9e-86c1-cd546719ebc4',
  preferredSingleSignOnMode: 'saml',
  loginUrl: null,
  replyUrls: [],
  servicePrincipalNames: [],
  appRoles: [],
  certificates: [],
  recognizedBy: 'gallery-template',
  federatesTo: 'identity-center',
  ...says,
})
