import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { type Scope, UNIDENTIFIED } from '../../dataset.ts'
import { AuthenticationError, CollectError, type Discovered } from '../collector.ts'
import { objectOf, textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import type { AwsSession, AwsWire, OrganizationFacts } from './session.ts'

const accountScope = (id: string, parent?: string): Scope => ({
  id: `aws-account/${id}`,
  kind: 'aws-account',
  name: id,
  ...(parent === undefined ? {} : { parent }),
})
const organizationScope = (id: string): Scope => ({ id: `aws-organization/${id}`, kind: 'aws-organization', name: id })

const gapOf = ({ reason, message, permission }: CollectError) => ({ reason, detail: message, ...(permission === undefined ? {} : { permission }) })

const asCollectError = (error: unknown): CollectError => (error instanceof CollectError ? error : new CollectError('failed', String(error), undefined, error))

/** The organization of the account, or none. Asks whenever it is called. */
const describeOrganization = async (wire: AwsWire): Promise<OrganizationFacts | undefined> => {
  try {
    const { Organization } = await wire.client(OrganizationsClient).send(new DescribeOrganizationCommand({}))
    const organization = objectOf(Organization, 'DescribeOrganization: Organization')
    return {
      id: textOf(organization.Id, 'DescribeOrganization: Id'),
      managementAccountId: textOf(organization.MasterAccountId, 'DescribeOrganization: MasterAccountId'),
      featureSet: textOf(organization.FeatureSet, 'DescribeOrganization: FeatureSet'),
    }
  } catch (error) {
    if (isServiceError(error, 'AWSOrganizationsNotInUseException')) return undefined
    throw error
  }
}

/**
 * AWS refuses a member that is no delegated administrator in these words, whatever its permissions: it is not a failure to look.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_delegated_admin.html
 */
const outOfReach =
  (account: string) =>
  (failure: CollectError): CollectError => {
    if (failure.reason !== 'denied' || !/You don't have permissions to access this resource/.test(failure.message)) return failure
    return new CollectError(
      'out-of-reach',
      `Only the management account or a delegated administrator may read the organization, and ${account} is neither`,
      undefined,
      failure,
    )
  }

/** Opens the wire of a scope; each has its own, so that its requests are counted apart. */
export type OpenWire = (explain?: (failure: CollectError) => CollectError) => AwsWire

/** The account of the credentials and the organization it is in. Throws `AuthenticationError` when the credentials are not accepted. */
export async function* discoverAws(open: OpenWire, regions: readonly string[] | undefined): AsyncGenerator<Discovered<AwsSession>> {
  const wire = open()
  let account: string
  let identity: string
  try {
    const caller = await wire.client(STSClient).send(new GetCallerIdentityCommand({}))
    account = textOf(caller.Account, 'GetCallerIdentity: Account')
    identity = textOf(caller.Arn, 'GetCallerIdentity: Arn')
  } catch (error) {
    const failure = asCollectError(error)
    // Refused is not unknown: the credentials are good, but the account cannot be named.
    if (failure.reason !== 'denied') throw new AuthenticationError(accountScope(UNIDENTIFIED), failure.message, error)
    yield { scope: organizationScope(UNIDENTIFIED), gaps: [gapOf(failure)] }
    yield { scope: accountScope(UNIDENTIFIED, organizationScope(UNIDENTIFIED).id), gaps: [gapOf(failure)], requests: wire.requests }
    return
  }

  let asked: Promise<OrganizationFacts | undefined> | undefined
  const organization = () => {
    asked ??= describeOrganization(wire)
    return asked
  }
  const sessionOn = (its: AwsWire): AwsSession => ({ ...its, account, regions, organization })

  let parent: string | undefined
  try {
    const facts = await organization()
    if (facts) {
      const scope = organizationScope(facts.id)
      const its = open(facts.managementAccountId === account ? undefined : outOfReach(account))
      parent = scope.id
      yield { scope, session: sessionOn(its), identity, requests: its.requests }
    }
  } catch (error) {
    const scope = organizationScope(UNIDENTIFIED)
    parent = scope.id
    yield { scope, identity, gaps: [gapOf(asCollectError(error))] }
  }
  yield { scope: accountScope(account, parent), session: sessionOn(wire), identity, requests: wire.requests }
}
