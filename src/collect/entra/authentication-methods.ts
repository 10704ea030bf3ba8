import { z } from 'zod'
import { authenticationMethodConfigurations, registrationDetails } from '../../datasets/entra/authentication-methods.ts'
import { CollectError, defineCollector, row } from '../collector.ts'
import { isObject, RefusedQuery } from './answer.ts'
import { badRow, rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const targets = z.array(z.object({ id: z.string(), targetType: z.string() }))
/** Of e-mail alone it is told who outside the tenant may use it: https://learn.microsoft.com/graph/api/resources/emailauthenticationmethodconfiguration */
const configuration = z
  .object({
    id: z.string(),
    state: z.string(),
    includeTargets: targets,
    excludeTargets: targets,
    allowExternalIdToUseEmailOtp: z.string().optional(),
  })
  .refine(({ id, allowExternalIdToUseEmailOtp }) => id.toLowerCase() !== 'email' || allowExternalIdToUseEmailOtp !== undefined, {
    path: ['allowExternalIdToUseEmailOtp'],
  })

const path = '/policies/authenticationMethodsPolicy'

/** The authentication methods policy, which comes with its methods. https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get */
export const methodConfigurations = defineCollector<EntraSession>({
  name: 'entra-authentication-method-configurations',
  gives: [authenticationMethodConfigurations],
  async *collect(session, at) {
    const { authenticationMethodConfigurations: methods, policyMigrationState: migrationState } = await session.get({ path })
    if (!Array.isArray(methods) || methods.length === 0) throw new CollectError('invalid', `GET ${path} answered 200 without methods`)
    if (typeof migrationState !== 'string' && migrationState !== null)
      throw new CollectError('invalid', `GET ${path} answered 200 without policyMigrationState`)
    for (const [index, item] of methods.entries()) {
      const parsed = configuration.safeParse(item)
      if (!parsed.success) {
        const which = isObject(item) && typeof item.id === 'string' ? item.id : `number ${index + 1}`
        yield badRow(authenticationMethodConfigurations, which, parsed.error)
        continue
      }
      const { allowExternalIdToUseEmailOtp: externalUsers = null, ...kept } = parsed.data
      yield row(authenticationMethodConfigurations, { ...kept, scope: at.id, name: kept.id, externalUsers, migrationState })
    }
  },
})

const registration = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  isAdmin: z.boolean(),
  isMfaCapable: z.boolean(),
  isMfaRegistered: z.boolean(),
  isPasswordlessCapable: z.boolean(),
  methodsRegistered: z.array(z.string()),
  lastUpdatedDateTime: z.string().nullable(),
})

const report = '/reports/authenticationMethods/userRegistrationDetails'

/**
 * The report's page documents `$filter` only; where it takes `$top` as well, which it is seen to do, large tenants are read in a tenth of
 * the requests. https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails
 */
async function* registered(session: EntraSession): AsyncGenerator<unknown, void, undefined> {
  let isRead = false
  try {
    for await (const item of session.list({ path: report, top: 999 })) {
      isRead = true
      yield item
    }
  } catch (error) {
    if (isRead || !(error instanceof RefusedQuery)) throw error
    yield* session.list({ path: report })
  }
}

export const registrations = defineCollector<EntraSession>({
  name: 'entra-registration-details',
  gives: [registrationDetails],
  collect: (session, at) =>
    rowsFrom(registrationDetails, at, registered(session), registration, ({ userPrincipalName, lastUpdatedDateTime, ...kept }, scope) => ({
      ...kept,
      scope,
      name: userPrincipalName,
      lastUpdatedAt: lastUpdatedDateTime,
    })),
})
