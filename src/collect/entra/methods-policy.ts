import { z } from 'zod'
import { certificateSignInSettings, externalAuthenticationMethods } from '../../datasets/entra/certificate-trust.ts'
import { type MethodsPolicy, methodsPolicies } from '../../datasets/entra/methods-policy.ts'
import { CollectError, type Collected, defineCollector } from '../collector.ts'
import { isObject } from './answer.ts'
import { trustedMethods } from './certificate-sign-in.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const path = '/policies/authenticationMethodsPolicy'

const target = z.object({ id: z.string() })
const targets = z.array(target)

/** `default`: Microsoft decides. https://learn.microsoft.com/graph/api/resources/authenticationmethodfeatureconfiguration */
const feature = z.object({ state: z.string(), includeTarget: target, excludeTarget: target }).transform(({ state, includeTarget, excludeTarget }) => ({
  state,
  include: includeTarget.id,
  // All zeros stand for nobody.
  exclude: /^[0-]*$/.test(excludeTarget.id) ? null : excludeTarget.id,
}))

const restrictions = z.object({ isEnforced: z.boolean(), enforcementType: z.string(), aaGuids: z.array(z.string()) })
const profile = z
  .object({ id: z.string(), name: z.string(), passkeyTypes: z.string(), attestationEnforcement: z.string(), keyRestrictions: restrictions })
  .transform(({ passkeyTypes, attestationEnforcement, ...kept }) => ({
    ...kept,
    passkeyTypes: passkeyTypes.split(',').map(type => type.trim()),
    isAttestationEnforced: attestationEnforcement !== 'disabled',
  }))

/** Before the move to profiles there is one set of rules for everybody, and device-bound keys only. https://learn.microsoft.com/graph/api/resources/fido2authenticationmethodconfiguration */
const fido2 = z
  .object({
    state: z.string(),
    includeTargets: targets,
    isAttestationEnforced: z.boolean().nullable(),
    keyRestrictions: restrictions.nullable(),
    /** Absent where the tenant has not moved to them: then the older settings decide, and must be there. */
    passkeyProfiles: z
      .array(profile)
      .nullish()
      .transform(profiles => (Array.isArray(profiles) ? profiles : [])),
  })
  .refine(
    ({ passkeyProfiles, isAttestationEnforced, keyRestrictions }) => passkeyProfiles.length > 0 || (isAttestationEnforced !== null && keyRestrictions !== null),
    {
      path: ['passkeyProfiles'],
    },
  )
  .transform(({ state, includeTargets, isAttestationEnforced, keyRestrictions, passkeyProfiles }): MethodsPolicy['fido2'] => ({
    state,
    includeTargets: includeTargets.map(({ id }) => id),
    profiles:
      passkeyProfiles.length > 0 || keyRestrictions === null
        ? passkeyProfiles
        : [{ id: 'all', name: 'Everybody', passkeyTypes: ['deviceBound'], isAttestationEnforced: isAttestationEnforced === true, keyRestrictions }],
  }))

const wire = z.object({
  policyMigrationState: z.string().nullable(),
  reportSuspiciousActivitySettings: z.object({ state: z.string(), includeTarget: target }),
  systemCredentialPreferences: z.object({ state: z.string(), includeTargets: targets, excludeTargets: targets }),
  fido2,
  x509certificate: z.object({ state: z.string() }),
  microsoftauthenticator: z.object({
    state: z.string(),
    isSoftwareOathEnabled: z.boolean(),
    featureSettings: z.object({ displayAppInformationRequiredState: feature, displayLocationInformationRequiredState: feature }),
  }),
  temporaryaccesspass: z.object({ state: z.string(), isUsableOnce: z.boolean(), maximumLifetimeInMinutes: z.number().int() }),
})

/** The policy with its methods under their own names, in small letters, instead of in a list. */
async function* named(policy: Readonly<Record<string, unknown>>, methods: readonly unknown[]): AsyncGenerator<unknown, void, undefined> {
  const byName = methods.flatMap(method => (isObject(method) && typeof method.id === 'string' ? [[method.id.toLowerCase(), method] as const] : []))
  yield { ...policy, ...Object.fromEntries(byName) }
}

/** Everybody, if that is among them: the rest adds nothing. */
const only = (list: readonly { readonly id: string }[]): string | null => (list.find(({ id }) => id === 'all_users') ?? list[0])?.id ?? null

/** https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get?view=graph-rest-beta */
export const methodsPolicy = defineCollector<EntraSession>({
  name: 'entra-authentication-methods-policy',
  gives: [methodsPolicies, certificateSignInSettings, externalAuthenticationMethods],
  async *collect(session, at): AsyncGenerator<Collected, void, undefined> {
    const policy = await session.get({ path, version: 'beta' })
    const { authenticationMethodConfigurations: methods } = policy
    if (!Array.isArray(methods) || methods.length === 0) throw new CollectError('invalid', `GET ${path} answered 200 without methods`)
    yield* rowsFrom(methodsPolicies, at, named(policy, methods), wire, (item, scope) => {
      const { featureSettings, ...authenticator } = item.microsoftauthenticator
      const { includeTargets, excludeTargets, state } = item.systemCredentialPreferences
      const reported = item.reportSuspiciousActivitySettings
      return {
        id: 'authenticationMethodsPolicy',
        scope,
        name: 'Authentication methods policy',
        migrationState: item.policyMigrationState,
        reportSuspiciousActivity: { state: reported.state, include: reported.includeTarget.id, exclude: null },
        systemPreferred: { state, include: only(includeTargets), exclude: only(excludeTargets) },
        fido2: item.fido2,
        certificates: item.x509certificate,
        authenticator: {
          ...authenticator,
          displayApplication: featureSettings.displayAppInformationRequiredState,
          displayLocation: featureSettings.displayLocationInformationRequiredState,
        },
        temporaryAccessPass: item.temporaryaccesspass,
      }
    })
    yield* trustedMethods(methods, at)
  },
})
