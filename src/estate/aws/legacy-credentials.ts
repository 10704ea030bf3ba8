import type { Gap, Row } from '../../dataset.ts'
import { serviceSpecificCredentials } from '../../datasets/aws/account.ts'
import { credentialReport } from '../../datasets/aws/credential-report.ts'
import { iamUsers } from '../../datasets/aws/iam.ts'
import { sshPublicKeys } from '../../datasets/aws/ssh-public-keys.ts'
import { defineView, tableOf } from '../needs.ts'
import { type Seen, seen } from './seen.ts'

/** A credential for one old protocol or one service, or one kind of them that could not be read in this account. */
export interface LegacyCredential extends Row {
  readonly kind: 'signing-certificate' | 'service-credential' | 'ssh-key' | 'unread'
  /** For people, e.g. `a password for codecommit.amazonaws.com`; of `unread` the kind and why. */
  readonly words: string
  readonly owner: string
  readonly isRoot: boolean
  /** Absent: not told, as of signing certificates. */
  readonly since?: string | undefined
  /** Absent: it does not expire, or this is not told. */
  readonly expiresAt?: string | undefined
  /** The collected row that says so. */
  readonly row: string
}

type Drafts = readonly (Omit<LegacyCredential, 'partOf'> & { readonly userArn?: string; readonly userName?: string })[]

const certificates = seen(
  credentialReport,
  'aws-account',
  (rows): Drafts =>
    [...rows]
      .filter(({ activeCertificates }) => activeCertificates > 0)
      .map(({ id, scope, name, isRoot, activeCertificates }) => ({
        id: `${id}#signing-certificates`,
        scope,
        name: `${isRoot ? 'the root user' : name}, signing certificates`,
        kind: 'signing-certificate',
        words: activeCertificates === 1 ? 'an X.509 signing certificate' : `${activeCertificates} X.509 signing certificates`,
        owner: isRoot ? 'the root user' : name,
        isRoot,
        row: id,
        userArn: id,
      })),
)

const serviceCredentials = seen(
  serviceSpecificCredentials,
  'aws-account',
  (rows): Drafts =>
    [...rows]
      .filter(({ active }) => active)
      .map(({ id, scope, name, userName, service, createdAt, expiresAt }) => ({
        id,
        scope,
        name,
        kind: 'service-credential',
        words: `a password or API key for ${service}`,
        owner: userName,
        isRoot: false,
        since: createdAt,
        expiresAt,
        row: id,
        userName,
      })),
)

const sshKeys = seen(
  sshPublicKeys,
  'aws-account',
  (rows): Drafts =>
    [...rows]
      .filter(({ active }) => active)
      .map(({ id, scope, name, userName, uploadedAt }) => ({
        id,
        scope,
        name,
        kind: 'ssh-key',
        words: 'an SSH key for AWS CodeCommit',
        owner: userName,
        isRoot: false,
        since: uploadedAt,
        row: id,
        userName,
      })),
)

const because = (gaps: readonly Gap[]): string => {
  const permissions = [...new Set(gaps.flatMap(({ permission }) => permission ?? []))]
  return `${gaps[0]?.reason ?? 'failed'}: ${gaps[0]?.detail ?? ''}${permissions.length === 0 ? '' : `; grant ${permissions.join(', ')}`}`
}

/**
 * Signing certificates, service-specific credentials and SSH keys that are active, each part of its user. A kind that could not be read is one row of
 * its own, so that it is unknown while the others stand.
 */
export const legacyCredentials = defineView({
  name: 'legacy-credentials',
  per: 'aws-account',
  needs: { iamUsers, certificates, serviceCredentials, sshKeys },
  build({ iamUsers, certificates, serviceCredentials, sshKeys }, at) {
    const users = [...iamUsers]
    const byArn = new Map(users.map(({ arn, id }) => [arn, id]))
    const byName = new Map(users.map(({ name, id }) => [name, id]))
    const rowsOf = (words: string, { parts, gaps }: Seen<Drafts>): readonly LegacyCredential[] => {
      const known = parts.get(at.id)
      if (known !== undefined)
        return known.map(({ userArn, userName, ...row }) => ({
          ...row,
          partOf: row.isRoot ? at.id : (byArn.get(userArn ?? '') ?? byName.get(userName ?? '')),
        }))
      const row: LegacyCredential = {
        id: `${at.id}#${words.replaceAll(' ', '-')}`,
        scope: at.id,
        name: `${words} of account ${at.name}`,
        kind: 'unread',
        words: `${words} could not be read (${because(gaps.get(at.id) ?? [])})`,
        owner: at.name,
        isRoot: false,
        row: at.id,
      }
      return [row]
    }
    return tableOf([
      ...rowsOf('signing certificates', certificates),
      ...rowsOf('service-specific credentials', serviceCredentials),
      ...rowsOf('SSH keys', sshKeys),
    ])
  },
})
