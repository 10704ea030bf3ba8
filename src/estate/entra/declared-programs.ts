import { type Declaration, declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/** Finds what the operator declared of an application or a service principal, by its application or object id; whoever registers an application chooses its name, so that names do not count. */
export const declaredPrograms = defineView({
  name: 'entra-declared-programs',
  per: 'entra-tenant',
  needs: { declared },
  build({ declared }): (...ids: readonly string[]) => Declaration | undefined {
    const known = new Map(
      [...declared].flatMap(one => (one.kind === 'application' || one.kind === 'principal' ? [[one.value.toLowerCase(), one] as const] : [])),
    )
    return (...ids) => ids.map(id => known.get(id.toLowerCase())).find(one => one !== undefined)
  },
})
