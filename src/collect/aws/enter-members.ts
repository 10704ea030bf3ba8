import pLimit from 'p-limit'
import { type Gap, type Scope, UNIDENTIFIED } from '../../dataset.ts'
import { type OrganizationAccount, organizationAccounts } from '../../datasets/aws/organization.ts'
import { CollectError, type Discovered } from '../collector.ts'
import { enterRole } from './assume-role.ts'
import { basisOf } from './basis.ts'
import { chooseAccounts, type MembersOptions } from './choose-accounts.ts'
import type { Clock } from './clock.ts'
import { keepKeys } from './keys.ts'
import type { Entry, Hierarchy } from './organization-facts.ts'
import { openPaces } from './pace.ts'
import type { AwsSession, AwsWire, SessionOptions } from './session.ts'

export const accountScope = (id: string, parent?: string, name = id): Scope => ({
  id: `aws-account/${id}`,
  kind: 'aws-account',
  name,
  ...(parent === undefined ? {} : { parent }),
})
export const organizationScope = (id: string): Scope => ({ id: `aws-organization/${id}`, kind: 'aws-organization', name: id })

type Darkness = Omit<Gap, 'scope' | 'dataset'>

export const gapOf = ({ reason, message, permission }: CollectError): Darkness => ({
  reason,
  detail: message,
  ...(permission === undefined ? {} : { permission }),
})

export const asCollectError = (error: unknown): CollectError =>
  error instanceof CollectError ? error : new CollectError('failed', String(error), undefined, error)

/** Roles that are assumed at once: a scan of hundreds of accounts must not begin with hundreds of requests. */
const AT_ONCE = 8

export interface EnteringMembers {
  readonly open: (how: Pick<SessionOptions, 'keys' | 'explain' | 'paces'>) => AwsWire
  readonly clock: Clock
  readonly entered: Set<string>
  readonly members: MembersOptions
  /** The account of the credentials, which is read with them and not through the role. */
  readonly account: string
  readonly identity: string
  readonly parent: string | undefined
  /** Signs what assumes the roles. */
  readonly caller: AwsWire
  readonly hierarchy: () => Promise<Hierarchy>
  /** Filled with what was done about each account. */
  readonly notes: Map<string, Entry>
  readonly own: (name?: string) => Discovered<AwsSession>
  readonly sessionOn: (wire: AwsWire, account: string) => AwsSession
}

const enter = async (at: EnteringMembers, { id, name }: OrganizationAccount): Promise<Discovered<AwsSession>> => {
  const { members, caller, clock, notes } = at
  const scope = accountScope(id, at.parent, name)
  const partition = at.identity.split(':')[1] ?? 'aws'
  const RoleArn = `arn:${partition}:iam::${id}:role/${members.role.replace(/^\//, '')}`
  const request = { RoleArn, RoleSessionName: 'postern', ...(members.externalId === undefined ? {} : { ExternalId: members.externalId }) }
  let identity: string | undefined
  const keys = keepKeys(async () => {
    const session = await enterRole(caller, request, false)
    identity = session.identity
    return session.keys
  }, clock)
  try {
    await keys.get()
  } catch (error) {
    const failure = asCollectError(error)
    notes.set(id, { entered: false, excluded: false, asked: true, reason: failure.message })
    return { scope, gaps: [gapOf(failure)] }
  }
  at.entered.add(id)
  notes.set(id, { entered: true, excluded: false, asked: true, reason: `through ${RoleArn}` })
  const wire = at.open({ keys, paces: openPaces() })
  const session = at.sessionOn(wire, id)
  const readBy = identity
  const known = readBy === undefined ? {} : { identity: readBy, basis: () => basisOf(readBy, session) }
  return { scope, session, ...known, requests: wire.requests, release: wire.close }
}

/**
 * The accounts of the organization that the config asks for, each in its own session, some roles at a time and in the order of the tree. Where the tree
 * could not be read whole, or the config includes what it does not show, an unidentified account stands for what may be missing.
 */
export async function* enterMembers(at: EnteringMembers): AsyncGenerator<Discovered<AwsSession>> {
  const { account, members, parent, notes } = at
  let tree: Hierarchy
  try {
    tree = await at.hierarchy()
  } catch (error) {
    // Asked for by its number or not, it cannot be told to be left out.
    if (members.exclude?.includes(account) !== true) yield at.own()
    const gap = gapOf(asCollectError(error))
    // Out of a member's reach, but asked for: with these credentials the config cannot be met.
    yield { scope: accountScope(UNIDENTIFIED, parent), gaps: [gap.reason === 'out-of-reach' ? { ...gap, reason: 'denied' } : gap] }
    return
  }
  const { chosen, others, unmatched } = chooseAccounts(tree, members)
  for (const [id, note] of others) notes.set(id, note)
  const itself = tree.accounts.find(({ id }) => id === account)
  if (itself === undefined || chosen.includes(itself)) yield at.own(itself?.name)

  const limit = pLimit(AT_ONCE)
  const entering = chosen.filter(one => one !== itself).map(one => limit(() => enter(at, one)))
  for (const one of entering) yield await one

  const missing: Darkness[] = tree.gaps
    .filter(({ gap }) => gap.dataset === organizationAccounts.name)
    .map(({ gap: { reason, detail, permission } }) => ({ reason, detail, ...(permission === undefined ? {} : { permission }) }))
  for (const id of unmatched) {
    const gap: Darkness = { reason: 'not-collected', detail: `the config includes ${id}, which the organization does not show` }
    if (/^\d{12}$/.test(id)) yield { scope: accountScope(id, parent), gaps: [gap] }
    else missing.push(gap)
  }
  if (missing.length > 0) yield { scope: accountScope(UNIDENTIFIED, parent), gaps: missing }
}
