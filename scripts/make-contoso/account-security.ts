import type { AccountSpec } from './account-spec.ts'
import { defenderRoles, microsoftProvider, sentinelRole } from './azure-connectors.ts'
import { identityCenterProvider, organizationAccess, organizationServiceRoles, permissionSets, readOnlyForScan, serviceLinkedRoles } from './common-roles.ts'
import { scanner } from './organization-facts.ts'
import { allow, document, trustService } from './policy-documents.ts'

/** Security and log archive: what good looks like, the connectors of Defender for Cloud and Sentinel included. */
export const security: AccountSpec = {
  root: { age: 2_205, password: true, mfa: 'virtual', used: 1_071 },
  users: [{ name: 'log-shipper', path: '/services/', age: 544, attached: ['log-archive-writer'], keys: [{ rotated: 30, used: 0, service: 's3' }] }],
  groups: [],
  roles: [
    ...serviceLinkedRoles(2_205),
    ...organizationServiceRoles(900),
    organizationAccess(2_205),
    readOnlyForScan,
    ...permissionSets('security', { AdministratorAccess: 34, SecurityAudit: 0 }),
    ...defenderRoles('security', false),
    sentinelRole('security'),
    {
      name: scanner.host,
      age: 61,
      inline: { 'assume-read-only': document(allow('sts:AssumeRole', `arn:aws:iam::*:role/${scanner.role}`)) },
      used: 0,
      trust: trustService('ecs-tasks.amazonaws.com'),
    },
    { name: 'lambda-finding-router', age: 480, attached: ['AWSLambdaBasicExecutionRole'], used: 0, trust: trustService('lambda.amazonaws.com') },
  ],
  policies: [{ name: 'log-archive-writer', document: document(allow('s3:PutObject', 'arn:aws:s3:::contoso-log-archive/appliances/*')) }],
  saml: [identityCenterProvider(900)],
  oidc: [microsoftProvider(540)],
  passwordPolicy: { length: 16, age: 0, reuse: 24 },
}
