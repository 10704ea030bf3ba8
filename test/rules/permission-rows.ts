import type { AnyDataset } from '../../src/dataset.ts'
import {
  type OrganizationPolicy,
  organizationAccounts,
  organizationalUnits,
  organizationMemberships,
  organizationPolicies,
  organizationRoots,
} from '../../src/datasets/aws/organization.ts'
import { defaultScopes, given } from '../rule-tester.ts'
import { accountRow, documents } from './aws-rows.ts'

const ACCOUNT = '111111111111'
const MANAGEMENT = '999999999999'

/** What tells of the organization over an account: without it a rule on permissions answers what it can. */
export const organizationTables: readonly AnyDataset[] = [
  organizationAccounts,
  organizationMemberships,
  organizationPolicies,
  organizationRoots,
  organizationalUnits,
]

export const statements = (...list: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: list })
export const allow = (action: string | readonly string[], more: object = {}): object => ({ Effect: 'Allow', Action: action, Resource: '*', ...more })
export const inline = (...list: readonly object[]) => ({ inlinePolicies: [{ name: 'inline', document: statements(...list) }] })

export const controlPolicy = (id: string, document: string, ...targets: readonly string[]): Omit<OrganizationPolicy, 'scope'> => ({
  id,
  name: id,
  arn: `arn:aws:organizations::${MANAGEMENT}:policy/o-exampleorg1/service_control_policy/${id}`,
  type: 'SERVICE_CONTROL_POLICY',
  isAwsManaged: false,
  document,
  targets: targets.map(target => ({ id: target, type: 'ROOT' })),
})

/** The account in an organization whose service control policies at the root are these, beside FullAWSAccess. */
export const inOrganization = (...atRoot: readonly string[]) => [
  given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId: MANAGEMENT, featureSet: 'ALL' }),
  given(organizationRoots, { id: 'r-1', name: 'Root', enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] }),
  given(organizationAccounts, { ...accountRow(ACCOUNT), arn: `arn:aws:organizations::${MANAGEMENT}:account/o-exampleorg1/${ACCOUNT}` }),
  given(
    organizationPolicies,
    controlPolicy('p-FullAWSAccess', documents.everything, 'r-1', ACCOUNT),
    ...atRoot.map((document, index) => controlPolicy(`p-${index + 1}`, document, 'r-1')),
  ),
]

/** What is missing where the organization may not be read. */
export const organizationDark = [organizationAccounts, organizationPolicies, organizationRoots, organizationalUnits].map(dataset => ({
  dataset: dataset.name,
  scope: defaultScopes['aws-organization'].id,
  reason: 'denied' as const,
  detail: 'access denied',
}))
