import type { IdentityStoreUser } from '../../datasets/aws/identity-store.ts'
import type { EntraUser } from '../../datasets/entra/directory.ts'
import type { LiveIamUser, LiveIamUsers, StorePeople } from './aws-people.ts'
import { type EntraPeople, namesOf } from './entra-people.ts'

/** Who in AWS a user of Entra is. */
export interface PersonInAws {
  /** IAM users of the whole name. */
  readonly named: readonly LiveIamUser[]
  /** IAM users of what stands before the @, where nobody else who is known has it: they may be somebody else’s. */
  readonly alike: readonly LiveIamUser[]
  /** IAM users of what stands before the @, where several have it who are all disabled: they are one of theirs. */
  readonly ofLeavers: readonly LiveIamUser[]
  /** Users of Identity Center, by the object id, or by a name where they have the object id of nobody. */
  readonly inStore: readonly IdentityStoreUser[]
}

/** Finds a user of Entra among the people of AWS. */
export const personInAws = (
  user: EntraUser,
  { liveIamUsers, storePeople, entraPeople }: { readonly liveIamUsers: LiveIamUsers; readonly storePeople: StorePeople; readonly entraPeople: EntraPeople },
): PersonInAws => {
  const { whole, short } = namesOf(user)
  const namesakes = short === undefined ? [] : entraPeople.byShortName(short)
  const ofShort = short === undefined ? [] : (liveIamUsers.byName.get(short) ?? [])
  const isAlone = namesakes.length <= 1
  const byName = whole.flatMap(name => storePeople.byName.get(name) ?? [])
  return {
    named: whole.flatMap(name => liveIamUsers.byName.get(name) ?? []),
    alike: isAlone ? ofShort : [],
    ofLeavers: !isAlone && namesakes.every(({ isEnabled }) => !isEnabled) ? ofShort : [],
    inStore: [
      ...new Set([
        ...(storePeople.byExternalId.get(user.id.toLowerCase()) ?? []),
        ...byName.filter(({ externalIds }) => !externalIds?.some(({ id }) => entraPeople.has(id))),
      ]),
    ],
  }
}
