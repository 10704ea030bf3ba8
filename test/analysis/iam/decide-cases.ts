import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { AccessRequest } from '../../../src/analysis/iam/decide.ts'
import type { ControlPolicies, NamedPolicy, PrincipalPolicies } from '../../../src/analysis/iam/principal-policies.ts'

const statement = z.record(z.string(), z.unknown())
/** Statements, a whole document as an object, or as text; null: not read. */
const policy = z.union([z.array(statement), z.object({ Version: z.string().optional(), Statement: z.unknown() }), z.string(), z.null()])
const controls = z.union([z.literal('none'), z.literal('unread'), z.array(z.array(policy))])

const one = z.strictObject({
  name: z.string(),
  /** Why it must come out so, where the source of the file does not say it by itself. */
  why: z.string().optional(),
  source: z.url().optional(),
  principal: z.enum(['user', 'role', 'root', 'service-linked', 'outsider']).default('user'),
  tags: z.record(z.string(), z.string()).optional(),
  organization: z.string().nullable().optional(),
  identity: z.array(policy).default([]),
  groups: z.array(policy).default([]),
  boundary: policy.optional(),
  session: z.array(policy).optional(),
  scp: controls.default('none'),
  rcp: controls.default('none'),
  /** Over the account of the resource. */
  ownerRcp: controls.optional(),
  action: z.string().default('s3:GetObject'),
  resource: z.string().default('arn:aws:s3:::shop/a.txt'),
  owner: z.string().optional(),
  resourcePolicy: policy.optional(),
  context: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])).optional(),
  expect: z.enum(['allowed', 'denied', 'conditional']),
  condition: z.string().optional(),
  deciding: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
  unread: z.array(z.string()).optional(),
})

const caseFile = z.strictObject({ about: z.string(), source: z.url(), cases: z.array(one) })
export type Case = z.infer<typeof one>

const ACCOUNT = '111111111111'
const identities = {
  user: { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/ann`, id: 'AIDAEXAMPLEANN00000', name: 'ann', account: ACCOUNT },
  role: { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/team/deploy`, id: 'AROAEXAMPLEDEPLOY00', name: 'deploy', account: ACCOUNT },
  root: { kind: 'root', arn: `arn:aws:iam::${ACCOUNT}:root`, name: 'root', account: ACCOUNT },
  'service-linked': {
    kind: 'role',
    arn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport`,
    name: 'AWSServiceRoleForSupport',
    account: ACCOUNT,
  },
  outsider: { kind: 'user', arn: 'arn:aws:iam::999999999999:user/eve', id: 'AIDAEXAMPLEEVE00000', name: 'eve', account: '999999999999' },
} as const

const textOf = (written: z.infer<typeof policy>): string | undefined =>
  written === null
    ? undefined
    : typeof written === 'string'
      ? written
      : JSON.stringify(Array.isArray(written) ? { Version: '2012-10-17', Statement: written } : written)

const named = (name: string, written: z.infer<typeof policy>): NamedPolicy => {
  const document = textOf(written)
  return { name, ...(document === undefined ? {} : { document }) }
}

const levels = (name: string, written: z.infer<typeof controls>): ControlPolicies =>
  typeof written === 'string' ? written : written.map((level, place) => level.map((one, index) => named(`${name}${place + 1}.${index + 1}`, one)))

/** The principal of a case with its policies: identity policies are called `own1`, `own2`, ...; of groups `group1`, ...; levels `scp1.1`. */
export const policiesOf = (given: Case): PrincipalPolicies => ({
  principal: {
    ...identities[given.principal],
    ...(given.organization === undefined ? {} : { organization: given.organization }),
    ...(given.tags === undefined ? {} : { tags: new Map(Object.entries(given.tags)) }),
  },
  identity: [
    ...given.identity.map((written, index) => named(`own${index + 1}`, written)),
    ...given.groups.map((written, index) => ({ ...named(`group${index + 1}`, written), group: `g${index + 1}` })),
  ],
  ...(given.boundary === undefined ? {} : { boundary: named('boundary', given.boundary) }),
  ...(given.session === undefined ? {} : { session: given.session.map((written, index) => named(`session${index + 1}`, written)) }),
  serviceControl: levels('scp', given.scp),
  resourceControl: levels('rcp', given.rcp),
})

export const requestOf = (given: Case): AccessRequest => ({
  action: given.action,
  resource: given.resource,
  ...(given.context === undefined ? {} : { context: given.context }),
  ...(given.owner === undefined ? {} : { resourceAccount: given.owner }),
  ...(given.resourcePolicy === undefined ? {} : { resourcePolicy: named('resource', given.resourcePolicy) }),
  ...(given.ownerRcp === undefined ? {} : { resourceControl: levels('rcp', given.ownerRcp) }),
})

const folder = join(import.meta.dirname, 'cases')

/** Every file of cases, by its name. */
export const caseFiles = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .sort()
  .map(name => ({ name, ...caseFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))) }))
