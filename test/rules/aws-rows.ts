import type { AccountSummary, PasswordPolicy } from '../../src/datasets/aws/account.ts'
import type { Credentials } from '../../src/datasets/aws/credential-report.ts'
import type { IamGroup, IamPolicy, IamRole, IamUser } from '../../src/datasets/aws/iam.ts'
import type { SamlProvider } from '../../src/datasets/aws/identity-providers.ts'
import type { OrganizationAccount } from '../../src/datasets/aws/organization.ts'

type Without<R> = Omit<R, 'scope'>
const CREATED = '2024-01-01T00:00:00Z'

/** Documents that tests attach to people and roles. */
export const documents = {
  everything: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
  reading: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] }),
  broken: '{"Version":',
  /** As AWS advises to make people use MFA: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html */
  withoutMfaNothing: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        NotAction: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:ListMFADevices', 'sts:GetSessionToken'],
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ],
  }),
  noLeaving: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] }),
}

const principal = (kind: string, name: string) => ({
  name,
  arn: `arn:aws:iam::111111111111:${kind}/${name}`,
  path: '/',
  createdAt: CREATED,
  inlinePolicies: [],
  attachedPolicies: [],
})

export const userRow = (name: string, more: Partial<IamUser> = {}): Without<IamUser> => ({ ...principal('user', name), id: `AIDA${name}`, groups: [], ...more })
export const groupRow = (name: string, more: Partial<IamGroup> = {}): Without<IamGroup> => ({ ...principal('group', name), id: `AGPA${name}`, ...more })
export const roleRow = (name: string, trustPolicy: string): Without<IamRole> => ({
  ...principal('role', name),
  id: `AROA${name}`,
  trustPolicy,
  instanceProfileArns: [],
})

export const policyRow = (name: string, document: string): Without<IamPolicy> => ({
  id: `ANPA${name}`,
  name,
  arn: `arn:aws:iam::aws:policy/${name}`,
  path: '/',
  isAwsManaged: true,
  attachmentCount: 1,
  boundaryUsageCount: 0,
  defaultVersionId: 'v1',
  document,
})

export const credentialsRow = (name: string, more: Partial<Credentials> = {}): Without<Credentials> => ({
  id: `arn:aws:iam::111111111111:user/${name}`,
  name,
  isRoot: false,
  createdAt: CREATED,
  passwordEnabled: false,
  mfaActive: false,
  accessKeys: [],
  activeCertificates: 0,
  ...more,
})

export const attached = (name: string) => [{ name, arn: `arn:aws:iam::aws:policy/${name}` }]

export const ROOT_ARN = 'arn:aws:iam::111111111111:root'

/** The root user's line of the credential report. */
export const rootCredentialsRow = (more: Partial<Credentials> = {}): Without<Credentials> =>
  credentialsRow('<root_account>', { id: ROOT_ARN, isRoot: true, passwordEnabled: undefined, ...more })

export const summaryRow = (more: Partial<AccountSummary> = {}): Without<AccountSummary> => ({
  id: '111111111111',
  name: '111111111111',
  rootMfaEnabled: true,
  rootAccessKeysPresent: false,
  rootPasswordPresent: true,
  users: 0,
  roles: 0,
  ...more,
})

/** A password policy as strong as the rule asks by default. */
export const passwordPolicyRow = (more: Partial<PasswordPolicy> = {}): Without<PasswordPolicy> => ({
  id: '111111111111',
  name: '111111111111',
  minimumLength: 14,
  requiresUppercase: true,
  requiresLowercase: true,
  requiresNumbers: true,
  requiresSymbols: true,
  reusePrevention: 24,
  maximumAge: 0,
  ...more,
})

export const samlProviderRow = (name: string, more: Partial<SamlProvider> = {}): Without<SamlProvider> => ({
  id: `arn:aws:iam::111111111111:saml-provider/${name}`,
  name,
  certificates: [],
  ...more,
})

export const accountRow = (id: string, more: Partial<OrganizationAccount> = {}): Without<OrganizationAccount> => ({
  id,
  name: `account ${id}`,
  arn: `arn:aws:organizations::111111111111:account/o-exampleorg1/${id}`,
  status: 'ACTIVE',
  parentId: 'r-1',
  ...more,
})

/** A trust policy of these statements. */
export const trustPolicy = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements })
