import { accounts, applicationOf, tenants, userPoolId } from './organization-facts.ts'

const arn = (account: string, user: string): string => `arn:aws:iam::${account}:user/${user}`

/** The config that belongs to the snapshot: what was asked, and what Contoso declared. */
export const configText = (): string => `# What the made-up organization asked of Postern; \`postern demo\` judges by it.
aws:
  profile: contoso-audit
  regions: [eu-west-1, us-east-1]
entra:
  - tenant: ${tenants.contoso.id} # ${tenants.contoso.domain}
    auth: { method: secret, clientId: ${applicationOf.contoso}, secretEnv: POSTERN_CONTOSO_SECRET }
    azure: { subscriptions: all }
  - tenant: ${tenants.litware.id} # ${tenants.litware.domain}, bought in 2025
    auth: { method: secret, clientId: ${applicationOf.litware}, secretEnv: POSTERN_LITWARE_SECRET }
  - tenant: ${tenants.lab.id} # ${tenants.lab.domain}, where policies are tried
    auth: { method: secret, clientId: ${applicationOf.lab}, secretEnv: POSTERN_LAB_SECRET }
declared:
  - { kind: principal, id: emergency1@${tenants.contoso.initial}, as: emergency-access, reason: 'Sealed key in the safe in Oslo' }
  - { kind: principal, id: emergency2@${tenants.contoso.initial}, as: emergency-access, reason: 'Sealed key in the safe in Gdańsk' }
  - { kind: principal, id: breakglass@${tenants.litware.initial}, as: emergency-access, reason: 'Litware until its tenant is merged' }
  - { kind: principal, id: breakglass@${tenants.lab.initial}, as: emergency-access, reason: 'Key in the drawer of the identity team' }
  - { kind: principal, id: '${arn(accounts.management.id, 'emergency/emergency-access')}', as: emergency-access, reason: 'When Identity Center is down' }
  - { kind: principal, id: '${arn(accounts.production.id, 'services/backup-agent')}', as: service-user, reason: 'The appliance cannot take roles; key rotated monthly' }
  - { kind: principal, id: '${arn(accounts.security.id, 'services/log-shipper')}', as: service-user, reason: 'Firewalls on premises; key rotated monthly' }
  - { kind: principal, id: '${arn(accounts.production.id, 'services/ftp-gateway')}', as: service-user, reason: 'Supplier file intake, to be retired in 2025' }
  - { kind: account, id: '888877776666', as: trusted, reason: 'SpendLens reads our bills; contract until 2027' }
  - { kind: account, id: '${accounts.security.id}', as: own, reason: 'The security team administers the watching services from here' }
  - { kind: issuer, id: corp.contoso.com, reason: 'The directory on premises, which file servers still ask' }
  - { kind: application, id: ${userPoolId('eu-west-1', 'shop-customers')}, reason: 'Customers of the shop sign themselves up' }
failOn: critical
`
