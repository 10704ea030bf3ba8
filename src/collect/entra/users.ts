import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { signInActivities } from '../../datasets/entra/governance.ts'
import { CollectError, type Collected, defineCollector, gap } from '../collector.ts'
import { isObject } from './answer.ts'
import { type RowReader, rowReader } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const user = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  displayName: z.string().nullable(),
  accountEnabled: z.boolean().nullable(),
  userType: z.string().nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
  creationType: z.string().nullable(),
  externalUserState: z.string().nullable(),
  createdDateTime: z.string().nullable(),
})
const select = Object.keys(user.shape)

const when = z.string().nullable()
const activity = z.object({ lastSignInDateTime: when, lastNonInteractiveSignInDateTime: when, lastSuccessfulSignInDateTime: when })
/** Of somebody who never signed in Graph leaves it out. */
const signedIn = z.object({ id: z.string(), userPrincipalName: z.string(), signInActivity: activity.nullish() })

/** Page sizes are the largest that Graph gives with and without the activity: https://learn.microsoft.com/graph/api/user-list#optional-query-parameters */
const withActivity = { path: '/users', select: [...select, 'signInActivity'], top: 500 }
const alone = { path: '/users', select, top: 999 }

const usersAt = (at: Scope): RowReader =>
  rowReader(entraUsers, at, user, ({ userPrincipalName, accountEnabled, createdDateTime, ...kept }, scope) => ({
    ...kept,
    scope,
    name: userPrincipalName,
    // Null in Graph's model; who is not known to be disabled may sign in.
    accountEnabled: accountEnabled ?? true,
    createdAt: createdDateTime,
  }))

const activitiesAt = (at: Scope): RowReader =>
  rowReader(signInActivities, at, signedIn, ({ id, userPrincipalName, signInActivity }, scope) => ({
    id,
    scope,
    name: userPrincipalName,
    lastSuccessfulAt: signInActivity?.lastSuccessfulSignInDateTime ?? null,
    lastSignInAt: signInActivity?.lastSignInDateTime ?? null,
    lastNonInteractiveAt: signInActivity?.lastNonInteractiveSignInDateTime ?? null,
  }))

async function* read(items: AsyncIterable<unknown>, readers: readonly RowReader[]): AsyncGenerator<Collected, void, undefined> {
  for await (const item of items)
    for (const reader of readers) {
      const found = reader.of(item)
      if (found !== undefined) yield found
    }
  for (const reader of readers) {
    const rest = reader.end()
    if (rest !== undefined) yield rest
  }
}

/**
 * Everybody, and with them when they signed in, in one list. Their activity takes P1 and a permission for logs: where its first page is
 * refused, that costs the activity only, and the users are read alone.
 */
export const users = defineCollector<EntraSession>({
  name: 'entra-users',
  gives: [entraUsers, signInActivities],
  async *collect(session, at) {
    let [seen, told] = [0, 0]
    const watched = async function* (): AsyncGenerator<unknown, void, undefined> {
      for await (const item of session.list(withActivity)) {
        seen++
        if (isObject(item) && isObject(item.signInActivity)) told++
        yield item
      }
    }
    try {
      yield* read(watched(), [usersAt(at), activitiesAt(at)])
      // A tenant in which nobody ever signed in is one whose activity is not told.
      if (seen > 0 && told === 0) yield gap(signInActivities, 'invalid', 'GET /users answered 200 without the sign-in activity of anybody')
    } catch (error) {
      if (!(error instanceof CollectError) || seen > 0) throw error
      yield* read(session.list(alone), [usersAt(at)])
      const { reason, message, permission } = error
      yield gap(signInActivities, reason, message, permission === undefined ? {} : { permission })
    }
  },
})
