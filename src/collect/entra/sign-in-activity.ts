import { z } from 'zod'
import { signInActivities } from '../../datasets/entra/governance.ts'
import { CollectError, defineCollector } from '../collector.ts'
import { isObject } from './answer.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const when = z.string().nullable()
const activity = z.object({ lastSignInDateTime: when, lastNonInteractiveSignInDateTime: when, lastSuccessfulSignInDateTime: when })
/** Of somebody who never signed in Graph leaves it out. */
const wire = z.object({ id: z.string(), userPrincipalName: z.string(), signInActivity: activity.nullish() })

/** Graph gives at most 500 users a page with it: https://learn.microsoft.com/graph/api/user-list */
const read = { path: '/users', select: ['id', 'userPrincipalName', 'signInActivity'], top: 500 }

async function* watched(session: EntraSession): AsyncGenerator<unknown, void, undefined> {
  let [users, told] = [0, 0]
  for await (const item of session.list(read)) {
    users++
    if (isObject(item) && isObject(item.signInActivity)) told++
    yield item
  }
  // A tenant in which nobody ever signed in is one whose activity is not told.
  if (users > 0 && told === 0) throw new CollectError('invalid', 'GET /users answered 200 without the sign-in activity of anybody')
}

/** Apart from the users themselves, which are to be had without P1 and without the permission for logs. */
export const signInActivity = defineCollector<EntraSession>({
  name: 'entra-sign-in-activities',
  gives: [signInActivities],
  collect: (session, at) =>
    rowsFrom(signInActivities, at, watched(session), wire, ({ id, userPrincipalName, signInActivity }, scope) => ({
      id,
      scope,
      name: userPrincipalName,
      lastSuccessfulAt: signInActivity?.lastSuccessfulSignInDateTime ?? null,
      lastSignInAt: signInActivity?.lastSignInDateTime ?? null,
      lastNonInteractiveAt: signInActivity?.lastNonInteractiveSignInDateTime ?? null,
    })),
})
