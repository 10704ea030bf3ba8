import { iamPolicies, iamRoles } from '../../../src/datasets/aws/iam.ts'
import { type SamlProvider, samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { awsApplicationClaims } from '../../../src/datasets/entra/application-policies.ts'
import { awsApplicationAssignments, awsApplications, type ServicePrincipal, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { application as program, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes, type Given, given } from '../../memory-snapshot.ts'
import { attached, documents, policyRow, roleRow, samlProviderRow, trustPolicy } from '../../rules/aws-rows.ts'
import { awsApplication } from '../../rules/entra-rows.ts'

export const ACCOUNT = '111111111111'
export const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/Entra`
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/admin`
export const SHA1 = 'a'.repeat(40)

const tenant = scope.slice(scope.indexOf('/') + 1)

/** The node of somebody who has an application role, and that of whoever decides on the application. */
export const assignedRole = `application-role/${tenant}/sp-iam/one`
export const application = `entra-application/${tenant}/sp-iam`
export const everybody = (value: string): string => `application-role/${tenant}/sp-iam/everybody/${value}`

interface World {
  readonly value?: string
  readonly signs?: Partial<ServicePrincipal>
  readonly provider?: Partial<SamlProvider>
  readonly audience?: object
  readonly constants?: readonly { readonly claim: string; readonly value: string }[]
}

const key = (thumbprint: string | null): ServicePrincipal['keyCredentials'][number] => ({
  keyId: null,
  name: null,
  startAt: null,
  endAt: null,
  thumbprint,
  type: 'X509CertAndPassword',
  usage: 'Sign',
})

export const signing = (...thumbprints: readonly (string | null)[]): Partial<ServicePrincipal> => ({ keyCredentials: thumbprints.map(key) })

/** Ann is assigned a role of an application that signs people in to an administrator of IAM. */
export const samlWorld = ({
  value = `${ROLE},${PROVIDER}`,
  signs = signing(SHA1.toUpperCase()),
  provider = {},
  audience = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  constants = [],
}: World = {}): readonly Given[] => [
  given(entraUsers, user('ann')),
  given(awsApplications, awsApplication({ id: 'sp-iam', name: 'AWS', federatesTo: 'iam-saml', appRoles: [{ id: 'one', displayName: 'Admin', value }] })),
  given(awsApplicationAssignments, {
    id: 'ann-one',
    name: 'ann',
    scope,
    resourceId: 'sp-iam',
    principalId: 'ann',
    principalType: 'User',
    appRoleId: constants.length > 0 ? '00000000-0000-0000-0000-000000000000' : 'one',
  }),
  given(awsApplicationClaims, { id: 'sp-iam', name: 'AWS', scope, constants: [...constants] }),
  given(servicePrincipals, program('iam', 'AWS', signs)),
  given(
    samlProviders,
    samlProviderRow('Entra', {
      entityId: `https://sts.windows.net/${tenant}/`,
      certificates: [{ sha1: SHA1, sha256: 'b'.repeat(64), notAfter: '2100-01-01T00:00:00Z' }],
      ...provider,
    }),
  ),
  given(iamPolicies, policyRow('Everything', documents.everything)),
  given(iamRoles, {
    ...roleRow('admin', trustPolicy({ Effect: 'Allow', Principal: { Federated: PROVIDER }, Action: 'sts:AssumeRoleWithSAML', Condition: audience })),
    attachedPolicies: attached('Everything'),
  }),
]

export const accountScope = defaultScopes['aws-account'].id
export const tenantScope = defaultScopes['entra-tenant'].id
