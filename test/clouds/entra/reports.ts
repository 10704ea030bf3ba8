import { hasPlan, plans } from './built-ins.ts'
import { type Asked, type Found, type Resource, row } from './resource.ts'
import type { Json } from './wire.ts'

const words = 'reports'

const premium = (tenant: Asked['tenant'], found: () => Found): Found => (hasPlan(tenant, plans.p1, plans.p2) ? found() : { kind: 'unlicensed', plan: 'P1' })

const asksForKind = (filter: string): boolean => filter.includes('signInEventTypes')

/** v1.0 has interactive sign-ins only, and beta too unless the filter names a kind: https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta */
const signIns = ({ tenant, version, option }: Asked): readonly Json[] =>
  tenant.signIns
    .filter(signIn => (version === 'beta' && asksForKind(option('$filter') ?? '')) || signIn.signInEventTypes.includes('interactiveUser'))
    .toSorted((a, b) => Date.parse(b.createdDateTime ?? '') - Date.parse(a.createdDateTime ?? ''))
    .map(({ signInEventTypes, authenticationProtocol = 'none', ...rest }) =>
      row(version === 'beta' ? { ...rest, signInEventTypes, authenticationProtocol } : rest),
    )

/** The report knows no `$select`; it takes `$top`, though its page does not say so: https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails */
const registrations = ({ tenant, option }: Asked): Found => {
  const unknown = ['$select', '$expand'].find(name => option(name) !== null)
  if (unknown !== undefined) return { kind: 'bad-request', message: `Query option '${unknown}' is not supported.` }
  return { kind: 'list', type: 'userRegistrationDetails', rows: tenant.registrationDetails.map(row) }
}

export const reports: readonly Resource[] = [
  {
    path: '/reports/authenticationMethods/userRegistrationDetails',
    needs: 'registrations',
    words,
    find: asked => premium(asked.tenant, () => registrations(asked)),
  },
  {
    path: '/auditLogs/signIns',
    needs: 'signIns',
    words,
    find: asked => premium(asked.tenant, () => ({ kind: 'list', type: 'signIn', rows: signIns(asked), largestPage: 1_000 })),
  },
]
