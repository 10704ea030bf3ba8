import type { Row } from '../../dataset.ts'
import { type EntraApplication, entraApplications } from '../../datasets/entra/app-registrations.ts'
import { defineView, type Table, tableOf } from '../needs.ts'

/** A secret or key by which a registered application proves who it is. */
export interface RegistrationCredential extends Row {
  /** Object id of the registration. */
  readonly partOf: string
  readonly appId: string
  readonly applicationName: string
  readonly kind: 'secret' | 'certificate'
  readonly startAt: string | null
  readonly endAt: string | null
  /** When the last of all credentials of the application ends; null: one has no end. */
  readonly lastEndAt: string | null
}

const lastOf = (ends: readonly (string | null)[]): string | null =>
  ends.includes(null) ? null : (ends.toSorted((a, b) => Date.parse(b ?? '') - Date.parse(a ?? ''))[0] ?? null)

const credentialsOf = (application: EntraApplication): RegistrationCredential[] => {
  const { id, scope, name, appId } = application
  const held = [
    ...application.passwordCredentials.map(one => ({ ...one, kind: 'secret' as const })),
    // What tokens are encrypted for proves nothing.
    ...application.keyCredentials.filter(({ usage }) => usage !== 'Encrypt').map(one => ({ ...one, kind: 'certificate' as const })),
  ]
  const lastEndAt = lastOf(held.map(({ endAt }) => endAt))
  return held.map(({ keyId, name: label, kind, startAt, endAt }, index) => ({
    id: `${id}/${keyId ?? `${kind} ${index + 1}`}`,
    scope,
    name: `${name}: ${label ?? keyId ?? `${kind} ${index + 1}`}`,
    partOf: id,
    appId,
    applicationName: name,
    kind,
    startAt,
    endAt,
    lastEndAt,
  }))
}

/** Every credential of every registered application; `id` is the registration's with the key's. */
export const registrationCredentials = defineView({
  name: 'entra-registration-credentials',
  per: 'entra-tenant',
  needs: { entraApplications },
  rowwise: true,
  build: ({ entraApplications }): Table<RegistrationCredential> => tableOf([...entraApplications].flatMap(credentialsOf)),
})

/** Whether it can still be used at that time. */
export const isUsable = ({ endAt }: { readonly endAt: string | null }, now: Date): boolean => endAt === null || Date.parse(endAt) > now.getTime()

/** Days from when it began to when it ends; null: never. Where its beginning was not told, from now. */
export const lifeInDays = ({ startAt, endAt }: { readonly startAt: string | null; readonly endAt: string | null }, now: Date): number | null =>
  endAt === null ? null : (Date.parse(endAt) - (startAt === null ? now.getTime() : Date.parse(startAt))) / 86_400_000
