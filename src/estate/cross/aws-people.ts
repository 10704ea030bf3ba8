import { type Gap, nativeId } from '../../dataset.ts'
import { type IdentityStoreUser, identityStoreUsers } from '../../datasets/aws/identity-store.ts'
import { declaredPrincipals, isAcceptedUser } from '../aws/declared-principals.ts'
import { signInCredentials } from '../aws/sign-in-credentials.ts'
import { defineEstateView } from '../needs.ts'

/** An IAM user with a password or an active access key. */
export interface LiveIamUser {
  readonly name: string
  readonly arn: string
  readonly account: string
  /** What surely works, in words. */
  readonly live: readonly string[]
  /** What may work: the credential report does not say, or is of somebody who had the name before. */
  readonly perhaps: readonly string[]
}

const byNames = <T>(all: readonly T[], namesOf: (one: T) => readonly string[]): ReadonlyMap<string, readonly T[]> => {
  const found = new Map<string, T[]>()
  for (const one of all) for (const name of new Set(namesOf(one))) found.set(name, [...(found.get(name) ?? []), one])
  return found
}

export interface LiveIamUsers {
  readonly byName: ReadonlyMap<string, readonly LiveIamUser[]>
  readonly dark: readonly Gap[]
}

/** IAM users of all accounts with live credentials, by name in lower case; those that were declared as service or emergency-access users are left out. */
export const liveIamUsers = defineEstateView({
  name: 'live-iam-users',
  per: ['aws-account'],
  needs: { signInCredentials, declaredPrincipals },
  handlesDark: true,
  distil({ signInCredentials, declaredPrincipals }, at): readonly LiveIamUser[] {
    const all = Map.groupBy(signInCredentials, ({ userArn }) => userArn)
    return [...all].flatMap(([arn, credentials]): readonly LiveIamUser[] => {
      const [first] = credentials
      if (first === undefined || isAcceptedUser(declaredPrincipals(arn, first.userName))) return []
      const isSure = ({ isActive, isOfNamesake }: (typeof credentials)[number]): boolean => isActive === true && isOfNamesake !== true
      return [
        {
          name: first.userName,
          arn,
          account: nativeId(at.id),
          live: credentials.filter(isSure).map(({ words }) => words),
          perhaps: credentials.filter(each => !isSure(each)).map(({ words }) => words),
        },
      ]
    })
  },
  join: (parts, dark): LiveIamUsers => ({
    byName: byNames([...parts.values()].flat(), ({ name }) => [name.toLowerCase()]),
    dark,
  }),
})

/** Users of Identity Center that are not disabled, of all organizations. */
export interface StorePeople {
  readonly byExternalId: ReadonlyMap<string, readonly IdentityStoreUser[]>
  /** By user name and e-mail address, in lower case. */
  readonly byName: ReadonlyMap<string, readonly IdentityStoreUser[]>
  /** By what stands before the @ of these: others may have it too. */
  readonly byShortName: ReadonlyMap<string, readonly IdentityStoreUser[]>
  readonly dark: readonly Gap[]
}

/** What a user of Identity Center is called, in lower case. */
export const namesInStore = ({ name, emails }: IdentityStoreUser): readonly string[] => [name, ...emails].map(each => each.toLowerCase())

/** Users of Identity Center that are not disabled, by what may join them with a person. */
export const storePeople = defineEstateView({
  name: 'identity-store-people',
  per: ['aws-organization'],
  needs: { identityStoreUsers },
  handlesDark: true,
  distil: ({ identityStoreUsers }): readonly IdentityStoreUser[] => [...identityStoreUsers].filter(({ status }) => status !== 'DISABLED'),
  join(parts, dark): StorePeople {
    const all = [...parts.values()].flat()
    return {
      byExternalId: byNames(all, ({ externalIds }) => (externalIds ?? []).map(({ id }) => id.toLowerCase())),
      byName: byNames(all, namesInStore),
      byShortName: byNames(all, user => namesInStore(user).map(name => name.split('@')[0] ?? name)),
      dark,
    }
  },
})
