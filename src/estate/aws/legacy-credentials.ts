import type { Gap, Row, Scope } from '../../dataset.ts'
import { serviceSpecificCredentials } from '../../datasets/aws/account.ts'
import { credentialReport } from '../../datasets/aws/credential-report.ts'
import { type IamUser, iamUsers } from '../../datasets/aws/iam.ts'
import { sshPublicKeys } from '../../datasets/aws/ssh-public-keys.ts'
import { defineView, type Facts, tableOf } from '../needs.ts'
import { credentialsOfUsers, isOlder } from './user-credentials.ts'

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
  /** It is older than its user: of somebody who had the name before. Whether the user has one is not known. */
  readonly isOfNamesake?: true
}

/** Why nothing is known of a credential that is older than the user who bears its owner's name. */
export const ofNamesake = (userName: string, words: string): string =>
  `IAM user ${userName} is newer than ${words} by that name: it was of somebody who had the name before, and whether it still counts is not known.`

type Held = Pick<LegacyCredential, 'partOf' | 'isOfNamesake'>

/** Whose a credential is that was made at a time, by the name of its user. */
const ownersByName = (users: Iterable<IamUser>): ((userName: string, madeAt: string) => Held) => {
  const byName = new Map([...users].map(user => [user.name, user]))
  return (userName, madeAt) => {
    const user = byName.get(userName)
    return { partOf: user?.id, ...(user !== undefined && isOlder(madeAt, user) ? { isOfNamesake: true as const } : {}) }
  }
}

const needs = { credentialReport, credentialsOfUsers, iamUsers, serviceSpecificCredentials, sshPublicKeys }
type Read = Facts<typeof needs>
type Rows = readonly LegacyCredential[]

const certificates = ({ credentialReport, credentialsOfUsers, iamUsers }: Read, at: Scope): Rows => {
  const held = [...credentialReport].filter(({ activeCertificates }) => activeCertificates > 0)
  const ids = new Map(held.length === 0 ? [] : [...iamUsers].map(user => [user.arn, user.id]))
  return held.map(({ id, scope, name, isRoot, activeCertificates, activeCertificatesSince = [] }) => ({
    id: `${id}#signing-certificates`,
    scope,
    name: `${isRoot ? 'the root user' : name}, signing certificates`,
    partOf: isRoot ? at.id : ids.get(id),
    kind: 'signing-certificate',
    words: activeCertificates === 1 ? 'an X.509 signing certificate' : `${activeCertificates} X.509 signing certificates`,
    owner: isRoot ? 'the root user' : name,
    isRoot,
    since: activeCertificatesSince.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0],
    row: id,
    ...(ids.has(id) && !credentialsOfUsers.has(id) ? { isOfNamesake: true as const } : {}),
  }))
}

const serviceCredentials = ({ serviceSpecificCredentials, iamUsers }: Read): Rows => {
  const held = [...serviceSpecificCredentials].filter(({ active }) => active)
  const ownerOf = ownersByName(held.length === 0 ? [] : iamUsers)
  return held.map(({ id, scope, name, userName, service, createdAt, expiresAt }) => ({
    id,
    scope,
    name,
    ...ownerOf(userName, createdAt),
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
  const ownerOf = ownersByName(held.length === 0 ? [] : iamUsers)
  return held.map(({ id, scope, name, userName, uploadedAt }) => ({
    id,
    scope,
    name,
    ...ownerOf(userName, uploadedAt),
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
  /** What was of somebody who had the name of the user before, likewise. */
  readonly ofNamesakes: ReadonlyMap<string, LegacyCredential>
  /** Clauses for people. */
  readonly unread: readonly string[]
}

export const otherCredentials = defineView({
  name: 'other-credentials',
  per: 'aws-account',
  needs: { legacyCredentials },
  build({ legacyCredentials }): OtherCredentials {
    const of = new Map<string, LegacyCredential[]>()
    const ofNamesakes = new Map<string, LegacyCredential>()
    for (const row of legacyCredentials) {
      if (row.partOf === undefined || row.kind === 'unread') continue
      if (row.isOfNamesake) ofNamesakes.set(row.partOf, row)
      else of.set(row.partOf, [...(of.get(row.partOf) ?? []), row])
    }
    return { of, ofNamesakes, unread: [...legacyCredentials].filter(({ kind }) => kind === 'unread').map(({ words }) => words) }
  },
})
