import type { Gap, Row, Scope } from '../../dataset.ts'
import { serviceSpecificCredentials } from '../../datasets/aws/account.ts'
import { credentialReport } from '../../datasets/aws/credential-report.ts'
import { type IamUser, iamUsers } from '../../datasets/aws/iam.ts'
import { sshPublicKeys } from '../../datasets/aws/ssh-public-keys.ts'
import { defineView, type Facts, tableOf } from '../needs.ts'

/** A credential for one old protocol or one service, or one kind of them that could not be read in this account. */
export interface LegacyCredential extends Row {
  readonly kind: 'signing-certificate' | 'service-credential' | 'ssh-key' | 'unread'
  /** For people, e.g. `a password for codecommit.amazonaws.com`; of `unread` the kind and why. */
  readonly words: string
  readonly owner: string
  readonly isRoot: boolean
  /** Absent: not told; of several signing certificates the oldest. */
  readonly since?: string | undefined
  /** Absent: it does not expire, or this is not told. */
  readonly expiresAt?: string | undefined
  /** The collected row that says so. */
  readonly row: string
}

/** The unique id of each user, by ARN and by name. */
const idsOf = (users: Iterable<IamUser>): ReadonlyMap<string, string> =>
  new Map([...users].flatMap(({ arn, name, id }) => [[arn, id] as const, [name, id] as const]))

const needs = { credentialReport, iamUsers, serviceSpecificCredentials, sshPublicKeys }
type Read = Facts<typeof needs>
type Rows = readonly LegacyCredential[]

const certificates = ({ credentialReport, iamUsers }: Read, at: Scope): Rows => {
  const held = [...credentialReport].filter(({ activeCertificates }) => activeCertificates > 0)
  const ids = held.length === 0 ? undefined : idsOf(iamUsers)
  return held.map(({ id, scope, name, isRoot, activeCertificates, activeCertificatesSince = [] }) => ({
    id: `${id}#signing-certificates`,
    scope,
    name: `${isRoot ? 'the root user' : name}, signing certificates`,
    partOf: isRoot ? at.id : ids?.get(id),
    kind: 'signing-certificate',
    words: activeCertificates === 1 ? 'an X.509 signing certificate' : `${activeCertificates} X.509 signing certificates`,
    owner: isRoot ? 'the root user' : name,
    isRoot,
    since: activeCertificatesSince.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0],
    row: id,
  }))
}

const serviceCredentials = ({ serviceSpecificCredentials, iamUsers }: Read): Rows => {
  const held = [...serviceSpecificCredentials].filter(({ active }) => active)
  const ids = held.length === 0 ? undefined : idsOf(iamUsers)
  return held.map(({ id, scope, name, userName, service, createdAt, expiresAt }) => ({
    id,
    scope,
    name,
    partOf: ids?.get(userName),
    kind: 'service-credential',
    words: `a password or API key for ${service}`,
    owner: userName,
    isRoot: false,
    since: createdAt,
    expiresAt,
    row: id,
  }))
}

const sshKeys = ({ sshPublicKeys, iamUsers }: Read): Rows => {
  const held = [...sshPublicKeys].filter(({ active }) => active)
  const ids = held.length === 0 ? undefined : idsOf(iamUsers)
  return held.map(({ id, scope, name, userName, uploadedAt }) => ({
    id,
    scope,
    name,
    partOf: ids?.get(userName),
    kind: 'ssh-key',
    words: 'an SSH key for AWS CodeCommit',
    owner: userName,
    isRoot: false,
    since: uploadedAt,
    row: id,
  }))
}

const kinds = [
  { what: 'signing certificates', from: 'credentialReport', read: certificates },
  { what: 'service-specific credentials', from: 'serviceSpecificCredentials', read: serviceCredentials },
  { what: 'SSH keys', from: 'sshPublicKeys', read: sshKeys },
] as const

const because = (gaps: readonly Gap[]): string => {
  const permissions = [...new Set(gaps.flatMap(({ permission }) => permission ?? []))]
  return `${gaps[0]?.reason ?? 'failed'}: ${gaps[0]?.detail ?? ''}${permissions.length === 0 ? '' : `; grant ${permissions.join(', ')}`}`
}

const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

/**
 * Signing certificates, service-specific credentials and SSH keys that are active, each part of its user. Kinds that could not be read are one
 * row for each reason, so that they are unknown while the others stand.
 */
export const legacyCredentials = defineView({
  name: 'legacy-credentials',
  per: 'aws-account',
  needs,
  handlesDark: true,
  build(facts, at, missing) {
    const told = kinds.map(({ what, from, read }) => ({ what, read, gaps: [...new Set([...missing(from), ...missing('iamUsers')])] }))
    const known = told.filter(({ gaps }) => gaps.length === 0).flatMap(({ read }) => read(facts, at))
    const dark = told.filter(({ gaps }) => gaps.length > 0)
    // An account that could not be entered is one question, not three.
    const unread = [...Map.groupBy(dark, ({ gaps }) => because(gaps))].map(([why, of]): LegacyCredential => {
      const what = listed(of.map(kind => kind.what))
      return {
        id: `${at.id}#${of.map(kind => kind.what.replaceAll(' ', '-')).join('+')}`,
        scope: at.id,
        name: `${what} of account ${at.name}`,
        kind: 'unread',
        words: `${what} could not be read (${why})`,
        owner: at.name,
        isRoot: false,
        row: at.id,
      }
    })
    return tableOf([...known, ...unread])
  },
})

/** Long-lived credentials of IAM users besides passwords and access keys, and what of them could not be read in the account. */
export interface OtherCredentials {
  /** By the unique id of the user. */
  readonly of: ReadonlyMap<string, readonly LegacyCredential[]>
  /** Clauses for people. */
  readonly unread: readonly string[]
}

export const otherCredentials = defineView({
  name: 'other-credentials',
  per: 'aws-account',
  needs: { legacyCredentials },
  build({ legacyCredentials }): OtherCredentials {
    const rows = [...legacyCredentials]
    const of = new Map<string, LegacyCredential[]>()
    for (const row of rows) if (row.partOf !== undefined && row.kind !== 'unread') of.set(row.partOf, [...(of.get(row.partOf) ?? []), row])
    return { of, unread: rows.filter(({ kind }) => kind === 'unread').map(({ words }) => words) }
  },
})
