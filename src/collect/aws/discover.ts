import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { UNIDENTIFIED } from '../../dataset.ts'
import { AuthenticationError, CollectError, type Discovered } from '../collector.ts'
import { objectOf, textOf } from './answers.ts'
import { basisOf } from './basis.ts'
import type { MembersOptions } from './choose-accounts.ts'
import type { Clock } from './clock.ts'
import { regionsToAsk } from './enabled-regions.ts'
import { accountScope, asCollectError, enterMembers, gapOf, organizationScope } from './enter-members.ts'
import { isServiceError, signInFailure } from './errors.ts'
import { readHierarchy } from './hierarchy.ts'
import type { Keys } from './keys.ts'
import type { Entry, Hierarchy, OrganizationFacts } from './organization-facts.ts'
import { openPaces } from './pace.ts'
import type { AwsSession, AwsWire, SessionOptions } from './session.ts'

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

/** The first answer for all who ask. */
const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask()
    return asked
  }
}

/** What discovery works with. */
export interface Discovering {
  /** Opens the wire of a scope; each has its own, so that its requests are counted apart. */
  readonly open: (how: Pick<SessionOptions, 'keys' | 'explain' | 'paces'>) => AwsWire
  readonly keys: Keys
  readonly clock: Clock
  readonly regions: readonly string[] | undefined
  /** Absent: only the account of the credentials is asked for. */
  readonly members: MembersOptions | undefined
  /** The accounts that this scan entered, by whichever source. */
  readonly entered: Set<string>
  /** What was sent to sign in. */
  readonly signIns: AwsWire['requests']
}

/**
 * The organization of the credentials, their account, and with `members` every other account the config asks for. A member that cannot be entered is there
 * without a session. Throws `AuthenticationError` when the credentials are not accepted.
 */
export async function* discoverAws(discovering: Discovering): AsyncGenerator<Discovered<AwsSession>> {
  const { open, keys, regions, members, entered, signIns } = discovering
  const paces = openPaces()
  const wire = open({ keys, paces })
  const requests = () => [...wire.requests(), ...signIns()]
  let account: string
  let identity: string
  try {
    await keys.get()
  } catch (error) {
    const failure = signInFailure(error)
    throw new AuthenticationError(accountScope(UNIDENTIFIED), failure.message, failure)
  }
  try {
    const caller = await wire.client(STSClient).send(new GetCallerIdentityCommand({}))
    account = textOf(caller.Account, 'GetCallerIdentity: Account')
    identity = textOf(caller.Arn, 'GetCallerIdentity: Arn')
  } catch (error) {
    const failure = asCollectError(error)
    // Refused is not unknown: the credentials are good, but the account cannot be named.
    if (failure.reason !== 'denied') throw new AuthenticationError(accountScope(UNIDENTIFIED), failure.message, signInFailure(error))
    yield { scope: organizationScope(UNIDENTIFIED), gaps: [gapOf(failure)] }
    yield { scope: accountScope(UNIDENTIFIED, organizationScope(UNIDENTIFIED).id), gaps: [gapOf(failure)], requests }
    return
  }

  const organization = once(() => describeOrganization(wire))
  const notes = new Map<string, Entry>()
  const entry = (id: string): Entry | undefined => {
    const note = notes.get(id)
    if (note?.entered !== true && entered.has(id)) return { entered: true, excluded: false, asked: true, reason: 'another entry of the config enters it' }
    if (note !== undefined || members !== undefined) return note
    return { entered: false, excluded: false, asked: false, reason: 'the config asks only for the account of the credentials' }
  }
  const sessionOn = (its: AwsWire, of: string, hierarchy: () => Promise<Hierarchy>): AwsSession => ({
    ...its,
    account: of,
    regions,
    enabledRegions: once(() => regionsToAsk(its, regions)),
    organization,
    hierarchy,
    entry,
  })

  let parent: string | undefined
  let hierarchy = (): Promise<Hierarchy> => Promise.reject(new CollectError('not-collected', 'the organization could not be named'))
  try {
    const facts = await organization()
    if (facts) {
      const scope = organizationScope(facts.id)
      const its = open({ keys, paces, ...(facts.managementAccountId === account ? {} : { explain: outOfReach(account) }) })
      parent = scope.id
      hierarchy = once(() => readHierarchy(its, scope.id))
      const session = sessionOn(its, account, hierarchy)
      yield { scope, session, identity, basis: () => basisOf(identity, session), requests: its.requests, release: its.close }
    } else if (members) {
      const scope = organizationScope(UNIDENTIFIED)
      parent = scope.id
      hierarchy = () => Promise.reject(new CollectError('failed', `the config asks for the organization of ${account}, which is in none`))
      yield { scope, identity, gaps: [{ reason: 'failed', detail: `the config asks for the organization of ${account}, which is in none` }] }
    }
  } catch (error) {
    const scope = organizationScope(UNIDENTIFIED)
    parent = scope.id
    yield { scope, identity, gaps: [gapOf(asCollectError(error))] }
  }

  const own = (name?: string): Discovered<AwsSession> => {
    entered.add(account)
    notes.set(account, { entered: true, excluded: false, asked: true, reason: 'with the credentials of the config' })
    const session = sessionOn(wire, account, hierarchy)
    return { scope: accountScope(account, parent, name), session, identity, basis: () => basisOf(identity, session), requests, release: wire.close }
  }
  if (members === undefined) {
    yield own()
    return
  }
  yield* enterMembers({
    ...discovering,
    members,
    account,
    identity,
    parent,
    caller: wire,
    hierarchy,
    notes,
    own,
    sessionOn: (its, of) => sessionOn(its, of, hierarchy),
  })
}
