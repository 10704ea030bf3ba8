import {
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin'
import pLimit from 'p-limit'
import {
  type PermissionSet,
  type PermissionSetBoundary,
  type PermissionSetCustomerPolicies,
  type PermissionSetInlinePolicy,
  type PermissionSetManagedPolicies,
  permissionSetBoundaries,
  permissionSetCustomerPolicies,
  permissionSetInlinePolicies,
  permissionSetManagedPolicies,
  permissionSets,
} from '../../datasets/aws/identity-center.ts'
import { identityCenterInstances } from '../../datasets/aws/organization.ts'
import { CollectError, type Collected, defineCollector } from '../collector.ts'
import { documentOf, listOf, objectOf, textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import { type InstanceToRead, instanceToRead, isFound } from './identity-center-instance.ts'
import { pagesOf } from './pages.ts'
import { permissionSetArns } from './permission-set-arns.ts'
import { rowOrGap } from './rows.ts'
import type { AwsSession } from './session.ts'

/** How many sets are read at once, five questions each; Identity Center answers 20 requests a second in all. */
const AT_ONCE = 3

interface Asked {
  readonly session: AwsSession
  readonly sso: SSOAdminClient
  readonly scope: string
  readonly InstanceArn: string
  readonly PermissionSetArn: string
}

const rowOf = ({ scope, PermissionSetArn }: Asked) => ({ id: PermissionSetArn, scope, name: PermissionSetArn })

const settingsOf = async (asked: Asked): Promise<PermissionSet> => {
  const { sso, InstanceArn, PermissionSetArn } = asked
  const answer = await sso.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }))
  const { Name, SessionDuration } = objectOf(answer.PermissionSet, 'DescribePermissionSet: PermissionSet')
  const duration = SessionDuration === undefined ? {} : { sessionDuration: textOf(SessionDuration, 'DescribePermissionSet: SessionDuration') }
  return { ...rowOf(asked), name: textOf(Name, 'DescribePermissionSet: Name'), ...duration }
}

/** AWS answers with an empty text where there is none. */
const inlinePolicyOf = async (asked: Asked): Promise<PermissionSetInlinePolicy> => {
  const { sso, InstanceArn, PermissionSetArn } = asked
  const { InlinePolicy } = await sso.send(new GetInlinePolicyForPermissionSetCommand({ InstanceArn, PermissionSetArn }))
  if (InlinePolicy === '') return rowOf(asked)
  return { ...rowOf(asked), document: documentOf(InlinePolicy, 'GetInlinePolicyForPermissionSet: InlinePolicy') }
}

const managedPoliciesOf = async (asked: Asked): Promise<PermissionSetManagedPolicies> => {
  const { session, sso, InstanceArn, PermissionSetArn } = asked
  const operation = 'ListManagedPoliciesInPermissionSet'
  const policies: PermissionSetManagedPolicies['policies'] = []
  const ask = (NextToken: string | undefined) => sso.send(new ListManagedPoliciesInPermissionSetCommand({ InstanceArn, PermissionSetArn, NextToken }))
  for await (const page of pagesOf(session, operation, ask))
    for (const { Name, Arn } of listOf(page.AttachedManagedPolicies, `${operation}: AttachedManagedPolicies`))
      policies.push({ name: textOf(Name, `${operation}: Name`), arn: textOf(Arn, `${operation}: Arn`) })
  return { ...rowOf(asked), policies }
}

/** The path of a customer-managed policy is `/` where AWS leaves it out: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CustomerManagedPolicyReference.html */
const referenceOf = ({ Name, Path }: { readonly Name?: string | undefined; readonly Path?: string | undefined }, operation: string) => ({
  name: textOf(Name, `${operation}: Name`),
  path: Path === undefined ? '/' : textOf(Path, `${operation}: Path`),
})

const customerPoliciesOf = async (asked: Asked): Promise<PermissionSetCustomerPolicies> => {
  const { session, sso, InstanceArn, PermissionSetArn } = asked
  const operation = 'ListCustomerManagedPolicyReferencesInPermissionSet'
  const references: PermissionSetCustomerPolicies['references'] = []
  const ask = (NextToken: string | undefined) =>
    sso.send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand({ InstanceArn, PermissionSetArn, NextToken }))
  for await (const page of pagesOf(session, operation, ask))
    for (const reference of listOf(page.CustomerManagedPolicyReferences, `${operation}: CustomerManagedPolicyReferences`))
      references.push(referenceOf(reference, operation))
  return { ...rowOf(asked), references }
}

/** A set without a boundary is one whose boundary is not found. */
const boundaryOf = async (asked: Asked): Promise<PermissionSetBoundary> => {
  const { sso, InstanceArn, PermissionSetArn } = asked
  const operation = 'GetPermissionsBoundaryForPermissionSet'
  try {
    const answer = await sso.send(new GetPermissionsBoundaryForPermissionSetCommand({ InstanceArn, PermissionSetArn }))
    const { CustomerManagedPolicyReference, ManagedPolicyArn } = objectOf(answer.PermissionsBoundary, `${operation}: PermissionsBoundary`)
    if (CustomerManagedPolicyReference !== undefined) return { ...rowOf(asked), customerPolicy: referenceOf(CustomerManagedPolicyReference, operation) }
    return { ...rowOf(asked), managedPolicyArn: textOf(ManagedPolicyArn, `${operation}: ManagedPolicyArn`) }
  } catch (error) {
    if (error instanceof CollectError && isServiceError(error, 'ResourceNotFoundException')) return rowOf(asked)
    throw error
  }
}

const gives = [permissionSets, permissionSetInlinePolicies, permissionSetManagedPolicies, permissionSetCustomerPolicies, permissionSetBoundaries]

const readSet = (session: AwsSession, scope: string, { id: InstanceArn, region }: InstanceToRead, PermissionSetArn: string): Promise<Collected[]> => {
  const asked: Asked = { session, sso: session.client(SSOAdminClient, region), scope, InstanceArn, PermissionSetArn }
  return Promise.all([
    rowOrGap(permissionSets, PermissionSetArn, () => settingsOf(asked)),
    rowOrGap(permissionSetInlinePolicies, PermissionSetArn, () => inlinePolicyOf(asked)),
    rowOrGap(permissionSetManagedPolicies, PermissionSetArn, () => managedPoliciesOf(asked)),
    rowOrGap(permissionSetCustomerPolicies, PermissionSetArn, () => customerPoliciesOf(asked)),
    rowOrGap(permissionSetBoundaries, PermissionSetArn, () => boundaryOf(asked)),
  ])
}

/** Permission sets with everything that makes up their rights: five calls a set. */
export const permissionSetDetails = defineCollector<AwsSession>({
  name: 'aws-permission-sets',
  gives,
  after: [identityCenterInstances],
  async *collect(session, at, sofar) {
    const found = await instanceToRead(session, sofar, gives)
    if (!isFound(found)) {
      yield* found
      return
    }
    const limit = pLimit(AT_ONCE)
    const sets = await permissionSetArns(session, found)
    const answers = await Promise.all(sets.map(arn => limit(() => readSet(session, at.id, found, arn))))
    yield* answers.flat()
  },
})
