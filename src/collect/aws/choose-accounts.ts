import type { OrganizationAccount } from '../../datasets/aws/organization.ts'
import type { Entry, Hierarchy } from './organization-facts.ts'

/** How the accounts of an organization are entered, and which. */
export interface MembersOptions {
  /** The name of a role, with its path if it has one. */
  readonly role: string
  readonly externalId?: string | undefined
  /** Account numbers, or ids of units or the root, which stand for everything below them. Absent: all. */
  readonly include?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
}

export interface Choice {
  /** The accounts to read, in the order of the tree. */
  readonly chosen: readonly OrganizationAccount[]
  /** What is to be said of the others. */
  readonly others: ReadonlyMap<string, Entry>
  /** What `include` names but the organization has not. */
  readonly unmatched: readonly string[]
}

/** Only an active account can be entered: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
const ACTIVE = 'ACTIVE'

const whyNot = ({ include, exclude }: MembersOptions, path: ReadonlySet<string>): string | undefined => {
  const named = exclude?.find(id => path.has(id))
  if (named !== undefined) return `the config excludes ${named}`
  if (include !== undefined && !include.some(id => path.has(id))) return 'the config includes neither it nor a unit above it'
  return undefined
}

/** Which accounts of an organization the config asks for. What is excluded is so even where `include` names it. */
export const chooseAccounts = ({ roots, units, accounts }: Hierarchy, options: MembersOptions): Choice => {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]))
  const pathOf = ({ id, parentId }: OrganizationAccount): ReadonlySet<string> => {
    const path = new Set([id])
    for (let at: string | undefined = parentId; at !== undefined && !path.has(at); at = parents.get(at)) path.add(at)
    return path
  }
  const chosen: OrganizationAccount[] = []
  const others = new Map<string, Entry>()
  for (const account of accounts) {
    const reason = whyNot(options, pathOf(account))
    if (reason !== undefined) others.set(account.id, { entered: false, excluded: true, asked: false, reason })
    else if (account.status !== ACTIVE) others.set(account.id, { entered: false, excluded: false, asked: true, reason: `its state is ${account.status}` })
    else chosen.push(account)
  }
  const known = new Set([...roots, ...units, ...accounts].map(({ id }) => id))
  return { chosen, others, unmatched: (options.include ?? []).filter(id => !known.has(id)) }
}
