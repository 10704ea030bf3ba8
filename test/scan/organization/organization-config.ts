import { scanner } from '../../clouds/entra/tenant.ts'
import { accounts } from './accounts.ts'
import { testClient } from './aws-cognito.ts'
import { partnerDomain } from './aws-directories.ts'
import { partnerIssuer } from './aws-federation.ts'
import { serviceUsers } from './aws-iam-users.ts'
import { declaredInstance } from './aws-identity-center.ts'
import { outsiders } from './aws-outside-trusts.ts'
import { ownIssuer } from './aws-upkeep.ts'
import { domains } from './entra-people.ts'
import { knownAuthority, knownProvider } from './entra-trust.ts'
import { tenants } from './tenants.ts'

const user = (name: string): string => `arn:aws:iam::${accounts.shop}:user/${name}`

const emergencyAccess = [`break-glass-1@${domains.faulty}`, `break-glass-1@${domains.sound}`, `break-glass-2@${domains.sound}`]

/** What the operator declares of both clouds. */
export const declarations = `declared:
  - { kind: principal, id: "${user('break-glass')}", as: emergency-access, reason: break glass }
${serviceUsers.map(name => `  - { kind: principal, id: "${user(name)}", as: service-user, reason: a program without roles }`).join('\n')}
  - { kind: account, id: "${outsiders.vendor}", reason: monitoring }
  - { kind: account, id: "${outsiders.lab}", as: own, reason: laboratory }
  - { kind: account, id: "${accounts.audit}", reason: watches the others }
  - { kind: issuer, id: "${partnerIssuer}", reason: contract 4711 }
  - { kind: issuer, id: "${ownIssuer}", reason: a partner takes our tokens }
  - { kind: issuer, id: ${partnerDomain}, reason: contract 4711 }
  - { kind: issuer, id: ${knownAuthority}, as: trusted, reason: our smart cards }
  - { kind: application, id: ${knownProvider}, reason: our second factor }
  - { kind: application, id: ${testClient.id}, reason: for our own machines }
  - { kind: application, id: "${declaredInstance}", reason: a trial }
${emergencyAccess.map(id => `  - { kind: principal, id: ${id}, as: emergency-access, reason: break glass }`).join('\n')}
`

const tenantEntry = (tenant: string, url: string, clientId: string): string => `  - tenant: ${tenant}
    auth: { method: secret, clientId: ${clientId}, secretEnv: POSTERN_SECRET }
    authorityHost: ${url}
    graphEndpoint: ${url}
`

interface ConfigOptions {
  /** The client that signs in to every tenant. */
  readonly clientId?: string
  readonly tenants?: readonly string[]
  readonly concurrency?: number
}

/** The config of a scan of the organization and the tenants at the emulator's address. */
export const organizationConfig = (
  url: string,
  { clientId = scanner.clientId, tenants: asked = Object.values(tenants), concurrency = 16 }: ConfigOptions = {},
) => `aws:
  organization: { role: PosternReadOnly, exclude: ["${accounts.acquired}"] }
${asked.length === 0 ? '' : `entra:\n${asked.map(tenant => tenantEntry(tenant, url, clientId)).join('')}`}${declarations}limits: { concurrency: ${concurrency} }
failOn: none
parameters: { entra-too-many-privileged: { users: 5 } }
`
