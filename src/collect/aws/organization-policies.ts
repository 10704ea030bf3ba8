import { DescribePolicyCommand, ListPoliciesCommand, ListTargetsForPolicyCommand, OrganizationsClient, type PolicySummary } from '@aws-sdk/client-organizations'
import pLimit from 'p-limit'
import { type OrganizationPolicy, organizationPolicies, organizationRoots } from '../../datasets/aws/organization.ts'
import { defineCollector } from '../collector.ts'
import { booleanOf, documentOf, listOf, objectOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowOrGap } from './rows.ts'
import type { AwsSession } from './session.ts'

const TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const

/** Organizations answers few requests a second. */
const AT_ONCE = 3

const targetsOf = async (session: AwsSession, policyId: string): Promise<OrganizationPolicy['targets']> => {
  const operation = 'ListTargetsForPolicy'
  const organizations = session.client(OrganizationsClient)
  const targets: OrganizationPolicy['targets'] = []
  for await (const page of pagesOf(session, operation, NextToken => organizations.send(new ListTargetsForPolicyCommand({ PolicyId: policyId, NextToken })))) {
    for (const target of listOf(page.Targets, `${operation}: Targets`))
      targets.push({ id: textOf(target.TargetId, 'TargetId'), type: textOf(target.Type, 'target Type') })
  }
  return targets
}

const policyOf = async (session: AwsSession, scope: string, summary: PolicySummary): Promise<OrganizationPolicy> => {
  const id = textOf(summary.Id, 'Id')
  const { Policy } = await session.client(OrganizationsClient).send(new DescribePolicyCommand({ PolicyId: id }))
  return {
    id,
    scope,
    name: textOf(summary.Name, 'Name'),
    arn: textOf(summary.Arn, 'Arn'),
    type: textOf(summary.Type, 'Type'),
    isAwsManaged: booleanOf(summary.AwsManaged, 'AwsManaged'),
    document: documentOf(objectOf(Policy, 'DescribePolicy: Policy').Content, 'DescribePolicy: Content'),
    targets: await targetsOf(session, id),
  }
}

/**
 * Service and resource control policies with their text and targets, two calls a policy. A type that is not enabled on the root is not asked:
 * nothing of it is attached or in force. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_enable-disable.html
 */
export const controlPolicies = defineCollector<AwsSession>({
  name: 'aws-organization-policies',
  gives: [organizationPolicies],
  after: [organizationRoots],
  async *collect(session, at, sofar) {
    const roots = sofar.rows(organizationRoots)
    const types = sofar.isComplete(organizationRoots) ? TYPES.filter(type => roots.some(root => root.enabledPolicyTypes.includes(type))) : TYPES
    const organizations = session.client(OrganizationsClient)
    const limit = pLimit(AT_ONCE)
    for (const Filter of types) {
      for await (const page of pagesOf(session, 'ListPolicies', NextToken => organizations.send(new ListPoliciesCommand({ Filter, NextToken })))) {
        const summaries = listOf(page.Policies, 'ListPolicies: Policies')
        const read = (summary: PolicySummary) => rowOrGap(organizationPolicies, summary.Id ?? 'a policy without an id', () => policyOf(session, at.id, summary))
        yield* await Promise.all(summaries.map(summary => limit(() => read(summary))))
      }
    }
  },
})
