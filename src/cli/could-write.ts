import type { AccountPermissions } from '../analysis/iam/account-permissions.ts'
import { nativeId } from '../dataset.ts'
import { type ApplicationPermission, applicationPermissions } from '../datasets/entra/application-permissions.ts'
import { type ServicePrincipal, servicePrincipals } from '../datasets/entra/applications.ts'
import { permissionsOfPrincipals } from '../estate/aws/permissions-of-principals.ts'
import { openScopeFor } from '../look-up.ts'
import type { Snapshot } from '../snapshot.ts'

/** Any of these makes of a scanner somebody who could give himself everything. */
const probes = ['iam:AttachRolePolicy', 'iam:PutUserPolicy', 'iam:CreateAccessKey', 'iam:UpdateAssumeRolePolicy', 'sso:CreateAccountAssignment']

const ownRole = /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\//
const ownUser = /^arn:[^:]*:iam::(\d{12}):user\//

const inAccount = (snapshot: Snapshot, scope: string, identity: string): string[] => {
  const account = nativeId(scope)
  if (identity === `arn:aws:iam::${account}:root`) return ['The root user scans: make a role for it, and put the access keys of the root user away.']
  const role = ownRole.exec(identity)
  const user = ownUser.exec(identity)
  if ((role ?? user)?.[1] !== account) return []
  const open = openScopeFor(snapshot, permissionsOfPrincipals, account)
  if (open === undefined || open.gapsOf(permissionsOfPrincipals).length > 0) return []
  const permissions = open.resolve(permissionsOfPrincipals) as AccountPermissions
  const own = role === null ? permissions.find(identity) : permissions.principals.find(({ kind, name }) => kind === 'role' && name === role[2])
  if (own === undefined) return []
  const allowed = probes.filter(action => permissions.decide(own.arn, { action, resource: '*', context: {} })?.outcome === 'allowed')
  if (allowed.length === 0) return []
  return [
    `${own.arn} could write: its policies allow ${allowed.join(', ')}. Postern asks for nothing of that; \`postern permissions print --cloud aws\` is all it needs.`,
  ]
}

const inTenant = (snapshot: Snapshot, scope: string, identity: string): string[] => {
  const principals = [...snapshot.rows(servicePrincipals.name, scope)] as ServicePrincipal[]
  const own = principals.find(({ appId }) => identity.includes(appId))
  if (own === undefined) return []
  const granted = [...snapshot.rows(applicationPermissions.name, scope)] as ApplicationPermission[]
  const writes = granted.flatMap(({ principalId, permission }) =>
    principalId === own.id && permission !== null && /ReadWrite|FullControl|AccessAsUser|\.(?:Create|Manage|Send|Invite|Write)\b/.test(permission)
      ? [permission]
      : [],
  )
  if (writes.length === 0) return []
  return [
    `${own.name} could write: it holds ${writes.sort().join(', ')}. Postern asks for none of that; \`postern permissions print --cloud entra\` is all it needs.`,
  ]
}

/** For each scope what its credential could do beyond reading, as far as what was read tells. Silence proves nothing. */
export const couldWrite = (snapshot: Snapshot): Map<string, string[]> => {
  const warnings = new Map<string, string[]>()
  for (const { scope, identity } of snapshot.manifest.identities) {
    const kind = snapshot.manifest.scopes.find(({ id }) => id === scope)?.kind
    const found = kind === 'aws-account' ? inAccount(snapshot, scope, identity) : kind === 'entra-tenant' ? inTenant(snapshot, scope, identity) : []
    if (found.length > 0) warnings.set(scope, found)
  }
  return warnings
}
