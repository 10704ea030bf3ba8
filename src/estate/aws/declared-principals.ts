import type { Declaration } from '../../datasets/declared.ts'
import { declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/** Finds what the operator declared of a principal by any of its names: ARN, unique id, user name. Compared without regard to case. */
export type FindDeclaration = (...names: readonly string[]) => Declaration | undefined

/** Whether it was declared as a user that there has to be: a program's, or one for emergencies. */
export const isAcceptedUser = (declaration: Declaration | undefined): boolean => declaration?.as === 'emergency-access' || declaration?.as === 'service-user'

/** What the operator declared of principals, e.g. emergency access and service users. */
export const declaredPrincipals = defineView({
  name: 'declared-principals',
  per: 'aws-account',
  needs: { declared },
  build({ declared }): FindDeclaration {
    const byValue = new Map([...declared].filter(({ kind }) => kind === 'principal').map(declaration => [declaration.value.toLowerCase(), declaration]))
    if (byValue.size === 0) return () => undefined
    return (...names) => names.map(name => byValue.get(name.toLowerCase())).find(declaration => declaration !== undefined)
  },
})
