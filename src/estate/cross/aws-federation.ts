import { type Gap, nativeId, type Row, UNIDENTIFIED } from '../../dataset.ts'
import { samlProviders } from '../../datasets/aws/identity-providers.ts'
import { identityCenterInstances, organizationAccounts } from '../../datasets/aws/organization.ts'
import { type AwsApplication, awsApplications } from '../../datasets/entra/applications.ts'
import { scopes } from '../../datasets/scopes.ts'
import { tenantOfIssuer } from '../aws/known-issuers.ts'
import { defineEstateView, defineView, type Table, tableOf } from '../needs.ts'

interface FederatingApplication {
  readonly name: string
  readonly federatesTo: AwsApplication['federatesTo']
  /** Identity stores it names (`d-...`), from its identifiers and addresses. */
  readonly stores: readonly string[]
  /** Whether it has any address or identifier at all: a gallery application that was never set up has none. */
  readonly isSetUp: boolean
}

/** What distillates joined to, by scope id, and what was dark. */
interface Joined<T> {
  readonly parts: ReadonlyMap<string, T>
  readonly dark: readonly Gap[]
}

const joined = <T>(parts: ReadonlyMap<string, T>, dark: readonly Gap[]): Joined<T> => ({ parts, dark })

/** Identity stores named: `https://<region>.signin.aws.amazon.com/platform/saml/d-...`, `https://d-....awsapps.com/start`. https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-tutorial */
export const storesIn = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.flatMap(address => address.toLowerCase().match(/\bd-[0-9a-z]{10}\b/g) ?? [])),
]

/** The addresses and identifiers of an application, which tell whereto it federates. */
export const addressesOf = ({ loginUrl, replyUrls, servicePrincipalNames, appId }: AwsApplication): readonly string[] =>
  [...(loginUrl === null ? [] : [loginUrl]), ...replyUrls, ...servicePrincipalNames].filter(address => address !== appId)

const federating = (application: AwsApplication): FederatingApplication => {
  const addresses = addressesOf(application)
  return { name: application.name, federatesTo: application.federatesTo, stores: storesIn(addresses), isSetUp: addresses.length > 0 }
}

/** The enabled applications that federate to AWS, by tenant. */
export const applicationsByTenant = defineEstateView({
  name: 'aws-applications-by-tenant',
  per: ['entra-tenant'],
  needs: { awsApplications },
  handlesDark: true,
  distil: ({ awsApplications }): readonly FederatingApplication[] => [...awsApplications].filter(({ accountEnabled }) => accountEnabled).map(federating),
  join: (parts, dark): Joined<readonly FederatingApplication[]> => joined(parts, dark),
})

const storesByOrganization = defineEstateView({
  name: 'identity-stores-by-organization',
  per: ['aws-organization'],
  needs: { identityCenterInstances },
  handlesDark: true,
  distil: ({ identityCenterInstances }): readonly string[] => [...identityCenterInstances].map(({ identityStoreId }) => identityStoreId.toLowerCase()),
  join: (parts, dark): Joined<readonly string[]> => joined(parts, dark),
})

/** A SAML provider, and the Entra tenant that its issuer is. */
interface TrustingProvider {
  readonly name: string
  readonly tenant: string
}

const accountsByOrganization = defineEstateView({
  name: 'active-accounts-by-organization',
  per: ['aws-organization'],
  needs: { organizationAccounts },
  handlesDark: true,
  distil: ({ organizationAccounts }): readonly string[] => [...organizationAccounts].flatMap(({ id, status }) => (status === 'ACTIVE' ? [id] : [])),
  join: (parts, dark): Joined<readonly string[]> => joined(parts, dark),
})

const issuersByAccount = defineEstateView({
  name: 'saml-issuers-by-account',
  per: ['aws-account'],
  needs: { samlProviders },
  handlesDark: true,
  distil: ({ samlProviders }): readonly TrustingProvider[] =>
    [...samlProviders].flatMap(({ name, entityId }) => {
      const tenant = entityId === undefined ? undefined : tenantOfIssuer(entityId)
      return tenant === undefined ? [] : [{ name, tenant }]
    }),
  join: (parts, dark): Joined<readonly TrustingProvider[]> => joined(parts, dark),
})

/** An AWS organization, and how Entra federates to it; `id` is its scope's. */
export interface FederatedOrganization extends Row {
  /** What proves it, in words; absent: nothing does. */
  readonly by?: string | undefined
  /** What could hide a proof. */
  readonly open: readonly string[]
  readonly stores: readonly string[]
  /** Half a proof, in words: one side points at the other, which does not point back. */
  readonly halves: readonly string[]
  readonly applications: readonly string[]
}

/**
 * Whether an enabled application of a scanned tenant federates to the organization: it names the identity store of the organization's Identity Center,
 * or an account of the organization has a SAML provider whose issuer is a tenant with an application for IAM federation.
 */
export const federatedOrganizations = defineView({
  name: 'federated-organizations',
  per: 'aws-organization',
  needs: { scopes, applicationsByTenant, storesByOrganization, accountsByOrganization, issuersByAccount },
  build({ scopes, applicationsByTenant, storesByOrganization, accountsByOrganization, issuersByAccount }, at): Table<FederatedOrganization> {
    const row = [...scopes].find(({ id }) => id === at.id)
    if (row === undefined) return tableOf([])
    const accounts = new Set([...scopes].filter(({ kind, parent }) => kind === 'aws-account' && parent === at.id).map(({ id }) => id))
    const stores = storesByOrganization.parts.get(at.id) ?? []
    const applications = [...applicationsByTenant.parts].flatMap(([tenant, all]) => all.map(application => ({ ...application, tenant: nativeId(tenant) })))
    const providers = [...issuersByAccount.parts].flatMap(([account, all]) =>
      accounts.has(account) ? all.map(provider => ({ ...provider, account: nativeId(account) })) : [],
    )
    const toStore = applications.find(({ federatesTo, stores: named }) => federatesTo === 'identity-center' && named.some(store => stores.includes(store)))
    const scanned = new Set([...applicationsByTenant.parts.keys()].map(tenant => nativeId(tenant).toLowerCase()))
    const trusting = providers.filter(({ tenant }) => scanned.has(tenant))
    const toAccount = trusting.find(provider =>
      applications.some(({ federatesTo, tenant }) => federatesTo === 'iam-saml' && provider.tenant === tenant.toLowerCase()),
    )
    const vague = stores.length === 0 ? [] : applications.filter(each => each.federatesTo === 'identity-center' && each.isSetUp && each.stores.length === 0)
    const darkAccounts = issuersByAccount.dark.filter(({ scope }) => accounts.has(scope) || nativeId(scope) === UNIDENTIFIED)
    // Without an application for IAM federation no account can prove anything.
    const forAccounts = applications.find(({ federatesTo }) => federatesTo === 'iam-saml')
    const members = new Set([...accounts].map(nativeId))
    const unscanned = (accountsByOrganization.parts.get(at.id) ?? []).filter(id => !members.has(id))
    const darkMembers = forAccounts === undefined ? [] : accountsByOrganization.dark.filter(({ scope }) => scope === at.id)
    const dark = [...applicationsByTenant.dark, ...storesByOrganization.dark.filter(({ scope }) => scope === at.id), ...darkMembers, ...darkAccounts]
    return tableOf([
      {
        id: at.id,
        scope: at.id,
        name: row.name,
        ...(toStore !== undefined
          ? { by: `application ${toStore.name} names its identity store ${toStore.stores.join(', ')}` }
          : toAccount !== undefined
            ? { by: `SAML provider ${toAccount.name} of account ${toAccount.account} trusts the tenant` }
            : {}),
        open: [
          ...new Set(dark.map(({ dataset, scope, detail }) => `${dataset} of ${scope} could not be read (${detail})`)),
          ...(forAccounts === undefined || unscanned.length === 0
            ? []
            : [
                `${unscanned.length === 1 ? '1 account' : `${unscanned.length} accounts`} of it, which may trust application ${forAccounts.name}, ${unscanned.length === 1 ? 'was' : 'were'} not scanned`,
              ]),
          ...vague.map(({ name }) => `application ${name} federates to an Identity Center and does not tell to which`),
        ],
        stores,
        halves: trusting.map(
          ({ name, account }) => `SAML provider ${name} of account ${account} trusts a scanned tenant, which has no enabled application for it`,
        ),
        applications: applications.map(({ name }) => name),
      },
    ])
  },
})
