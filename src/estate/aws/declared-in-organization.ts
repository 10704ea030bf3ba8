import { type Declaration, declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/** Finds what the operator declared under a kind, by any of the thing's names. Compared without regard to case. */
export type FindDeclared = (kind: Declaration['kind'], ...names: readonly string[]) => Declaration | undefined

/** What the operator declared, for rules about a whole organization. */
export const declaredInOrganization = defineView({
  name: 'declared-in-organization',
  per: 'aws-organization',
  needs: { declared },
  build({ declared }): FindDeclared {
    const known = new Map([...declared].map(one => [`${one.kind}/${one.value.toLowerCase()}`, one]))
    return (kind, ...names) => names.map(name => known.get(`${kind}/${name.toLowerCase()}`)).find(one => one !== undefined)
  },
})
