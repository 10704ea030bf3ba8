import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { certificateSignInSettings, externalAuthenticationMethods } from '../../datasets/entra/certificate-trust.ts'
import { type Collected, gap } from '../collector.ts'
import { isObject } from './answer.ts'
import { rowsFrom } from './read-rows.ts'

const affinity = z.string().nullable()
const certificates = z.object({
  id: z.string(),
  state: z.string(),
  certificateUserBindings: z.array(z.object({ x509CertificateField: z.string(), userProperty: z.string(), trustAffinityLevel: affinity })).nullable(),
  authenticationModeConfiguration: z
    .object({
      x509CertificateAuthenticationDefaultMode: z.string().nullable(),
      x509CertificateDefaultRequiredAffinityLevel: affinity,
      rules: z
        .array(
          z.object({
            x509CertificateRuleType: z.string().nullable(),
            x509CertificateAuthenticationMode: z.string().nullable(),
            x509CertificateRequiredAffinityLevel: affinity,
          }),
        )
        .nullable(),
    })
    .nullable(),
  crlValidationConfiguration: z.object({ state: z.string(), exemptedCertificateAuthoritiesSubjectKeyIdentifiers: z.array(z.string()).nullable() }),
})

const external = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  state: z.string(),
  appId: z.string().nullable(),
  openIdConnectSetting: z.object({ discoveryUrl: z.string().nullable() }).nullable(),
  includeTargets: z.array(z.object({ id: z.string() })),
})

async function* listed(items: readonly unknown[]): AsyncGenerator<unknown, void, undefined> {
  yield* items
}

const idOf = (method: unknown): string => (isObject(method) && typeof method.id === 'string' ? method.id : '')

/** Microsoft's own methods have names for ids; those of other providers have numbers, and say where their provider is. */
const isExternal = (method: unknown): boolean =>
  isObject(method) &&
  (z.guid().safeParse(idOf(method)).success ||
    'openIdConnectSetting' in method ||
    String(method['@odata.type']).toLowerCase() === '#microsoft.graph.externalauthenticationmethodconfiguration')

/** How certificates sign in, and which other providers count, of the methods in an authentication methods policy. */
export async function* trustedMethods(methods: readonly unknown[], at: Scope): AsyncGenerator<Collected, void, undefined> {
  const own = methods.filter(method => idOf(method).toLowerCase() === 'x509certificate')
  if (own.length === 0) yield gap(certificateSignInSettings, 'invalid', 'the policy does not name certificates among its methods')
  yield* rowsFrom(certificateSignInSettings, at, listed(own), certificates, (found, scope) => ({
    id: 'X509Certificate',
    scope,
    name: 'Sign-in with certificates',
    state: found.state,
    bindings: (found.certificateUserBindings ?? []).map(({ x509CertificateField, userProperty, trustAffinityLevel }) => ({
      field: x509CertificateField,
      userProperty,
      affinity: trustAffinityLevel,
    })),
    defaultMode: found.authenticationModeConfiguration?.x509CertificateAuthenticationDefaultMode ?? null,
    requiredAffinity: found.authenticationModeConfiguration?.x509CertificateDefaultRequiredAffinityLevel ?? null,
    rules: (found.authenticationModeConfiguration?.rules ?? []).map(rule => ({
      kind: rule.x509CertificateRuleType,
      mode: rule.x509CertificateAuthenticationMode,
      affinity: rule.x509CertificateRequiredAffinityLevel,
    })),
    isRevocationListRequired: found.crlValidationConfiguration.state === 'enabled',
    exemptAuthorities: (found.crlValidationConfiguration.exemptedCertificateAuthoritiesSubjectKeyIdentifiers ?? []).map(id =>
      id.replaceAll(/[\s:]/g, '').toLowerCase(),
    ),
  }))
  yield* rowsFrom(externalAuthenticationMethods, at, listed(methods.filter(isExternal)), external, (found, scope) => ({
    id: found.id,
    scope,
    name: found.displayName ?? found.id,
    state: found.state,
    appId: found.appId,
    discoveryUrl: found.openIdConnectSetting?.discoveryUrl ?? null,
    isForEverybody: found.includeTargets.some(({ id }) => id === 'all_users'),
  }))
}
