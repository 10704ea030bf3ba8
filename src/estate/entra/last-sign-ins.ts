import { type SignInActivity, signInActivities } from '../../datasets/entra/governance.ts'
import { defineView } from '../needs.ts'

/** Successful sign-ins are kept since December 2023; of who signed in before, only attempts are. https://learn.microsoft.com/graph/api/resources/signinactivity */
const lastOf = ({ lastSuccessfulAt, lastSignInAt, lastNonInteractiveAt }: SignInActivity): string | null => {
  if (lastSuccessfulAt !== null) return lastSuccessfulAt
  const attempts = [lastSignInAt, lastNonInteractiveAt].filter(at => at !== null)
  return attempts.toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null
}

/** When each user last signed in, by object id; null: never. Who is not in it was not told. */
export const lastSignIns = defineView({
  name: 'entra-last-sign-ins',
  per: 'entra-tenant',
  needs: { signInActivities },
  build: ({ signInActivities }): ReadonlyMap<string, string | null> => new Map([...signInActivities].map(activity => [activity.id, lastOf(activity)])),
})
