import { declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/** Identity providers that the operator declared (kind issuer), by the name they give themselves, with what they are meant to be. */
export const declaredIssuers = defineView({
  name: 'entra-declared-issuers',
  per: 'entra-tenant',
  needs: { declared },
  build: ({ declared }): ReadonlyMap<string, string | undefined> =>
    new Map([...declared].flatMap(({ kind, value, as }) => (kind === 'issuer' ? [[value.toLowerCase(), as] as const] : []))),
})
