import { declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/** What the operator declared of principals, by id or name in lower case, whatever they were declared as. */
export const declaredPeople = defineView({
  name: 'declared-people',
  per: 'entra-tenant',
  needs: { declared },
  build: ({ declared }): ReadonlySet<string> => new Set([...declared].flatMap(({ kind, value }) => (kind === 'principal' ? [value.toLowerCase()] : []))),
})
