import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { nativeId, type Row } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { samlProviders } from '../../datasets/aws/identity-providers.ts'
import { awsApplications } from '../../datasets/entra/applications.ts'
import { type SamlRole, samlRolesOf } from '../identity-graph/federated-roles.ts'
import { roleMapping } from '../identity-graph/role-mapping.ts'
import { defineEstateView, defineView, type Table, tableOf } from '../needs.ts'
import { darkInWords } from './dark-words.ts'

interface SamlRoles {
  readonly roles: readonly SamlRole[]
  /** Why a role or a provider cannot be told to trust nobody, by ARN. */
  readonly unread: ReadonlyMap<string, string>
}

/** The roles of each account that trust an Entra tenant by SAML. */
const samlRolesByAccount = defineEstateView({
  name: 'saml-roles-by-account',
  per: ['aws-account'],
  needs: { iamRoles, samlProviders },
  handlesDark: true,
  distil({ iamRoles, samlProviders }): SamlRoles {
    const unreadRoles = [...iamRoles].flatMap(({ arn, trustPolicy }) => {
      const policy = parsePolicy(trustPolicy)
      return policy.kind === 'unreadable' ? [[arn, `the trust policy of ${arn} could not be read: ${policy.reason}`] as const] : []
    })
    const unreadProviders = [...samlProviders].flatMap(({ id, entityId }) =>
      entityId === undefined ? [[id, `the issuer of ${id} could not be read`] as const] : [],
    )
    return { roles: samlRolesOf(iamRoles, samlProviders), unread: new Map([...unreadRoles, ...unreadProviders]) }
  },
  join: (parts, dark) => ({ parts: new Map([...parts].map(([scope, roles]) => [nativeId(scope), roles] as const)), dark }),
})

const MOST_NAMED = 5

const accountOf = (arn: string): string => arn.split(':')[4] ?? ''

/** What could not be read, and may hold roles that trust the tenant and that no application names. */
export interface UnreadSamlRoles extends Row {
  readonly kind: 'unread'
  readonly why: string
}

/** One half of a mapping of people to a role, or both. `id`: that of the application and its role, or the ARN of a role that nothing maps to. */
export interface SamlRoleMapping extends Row {
  readonly kind: 'application-role' | 'role'
  readonly roleArn: string
  readonly providerArn: string
  /** `absent`: the other half is not there; `unread`: it could not be looked for, and `why` says why. */
  readonly otherHalf: 'there' | 'absent' | 'unread'
  readonly why?: string | undefined
}

/**
 * What applications of the tenant map people to, and the roles that trust the tenant without being mapped to: the claim names a role and a provider, and
 * the role must trust that provider. https://learn.microsoft.com/entra/identity/saas-apps/amazon-web-service-tutorial
 */
export const samlRoleMappings = defineView({
  name: 'saml-role-mappings',
  per: 'entra-tenant',
  needs: { awsApplications, samlRolesByAccount },
  build({ awsApplications, samlRolesByAccount }, at): Table<SamlRoleMapping | UnreadSamlRoles> {
    const tenant = nativeId(at.id).toLowerCase()
    const parts = [...samlRolesByAccount.parts.values()]
    const trusting = parts.flatMap(({ roles }) => roles).filter(role => role.tenant === tenant)
    const key = ({ roleArn, providerArn }: { readonly roleArn: string; readonly providerArn: string }): string => `${roleArn} ${providerArn}`
    const trusts = new Set(trusting.map(key))
    const mapped = [...awsApplications].flatMap(({ id, name, federatesTo, appRoles }) =>
      federatesTo !== 'iam-saml'
        ? []
        : appRoles.flatMap(role => {
            const mapping = roleMapping(role.value)
            return mapping === undefined ? [] : [{ id: `${id}#${role.id}`, name: `${name}: ${role.displayName ?? mapping.roleArn}`, partOf: id, ...mapping }]
          }),
    )
    const other = (mapping: { readonly roleArn: string; readonly providerArn: string }): Pick<SamlRoleMapping, 'otherHalf' | 'why'> => {
      if (trusts.has(key(mapping))) return { otherHalf: 'there' }
      const account = accountOf(mapping.roleArn)
      const part = samlRolesByAccount.parts.get(account)
      if (part !== undefined) {
        const why = part.unread.get(mapping.roleArn) ?? part.unread.get(mapping.providerArn)
        return why === undefined ? { otherHalf: 'absent' } : { otherHalf: 'unread', why }
      }
      const dark = samlRolesByAccount.dark.filter(({ scope }) => nativeId(scope) === account)
      return { otherHalf: 'unread', why: dark.length === 0 ? `account ${account} was not scanned` : darkInWords(dark).join('; ') }
    }
    const claimed = new Set(mapped.map(key))
    const unread = [...new Set(parts.flatMap(part => [...part.unread.values()])).values().take(MOST_NAMED), ...darkInWords(samlRolesByAccount.dark)]
    const rows = new Map(trusting.filter(role => !claimed.has(key(role))).map(role => [role.roleArn, role] as const))
    return tableOf([
      ...mapped.map((mapping): SamlRoleMapping => ({ ...mapping, scope: at.id, kind: 'application-role', ...other(mapping) })),
      ...[...rows.values()].map(
        ({ roleArn, providerArn }): SamlRoleMapping => ({ id: roleArn, scope: at.id, name: roleArn, kind: 'role', roleArn, providerArn, otherHalf: 'absent' }),
      ),
      ...(unread.length === 0
        ? []
        : [{ id: `${at.id}#unread`, scope: at.id, name: 'roles that could not be read', kind: 'unread', why: unread.join('; ') } as const]),
    ])
  },
})
