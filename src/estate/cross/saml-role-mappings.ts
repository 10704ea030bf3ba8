import { nativeId, type Row } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { samlProviders } from '../../datasets/aws/identity-providers.ts'
import { awsApplications } from '../../datasets/entra/applications.ts'
import { type SamlRole, samlRolesOf } from '../identity-graph/federated-roles.ts'
import { roleMapping } from '../identity-graph/role-mapping.ts'
import { defineEstateView, defineView, type Table, tableOf } from '../needs.ts'
import { darkInWords } from './dark-words.ts'

/** The roles of each account that trust an Entra tenant by SAML. */
const samlRolesByAccount = defineEstateView({
  name: 'saml-roles-by-account',
  per: ['aws-account'],
  needs: { iamRoles, samlProviders },
  handlesDark: true,
  distil: ({ iamRoles, samlProviders }): readonly SamlRole[] => samlRolesOf(iamRoles, samlProviders),
  join: (parts, dark) => ({ parts: new Map([...parts].map(([scope, roles]) => [nativeId(scope), roles] as const)), dark }),
})

const accountOf = (arn: string): string => arn.split(':')[4] ?? ''

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
  build({ awsApplications, samlRolesByAccount }, at): Table<SamlRoleMapping> {
    const tenant = nativeId(at.id).toLowerCase()
    const trusting = [...samlRolesByAccount.parts.values()].flat().filter(role => role.tenant === tenant)
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
      if (samlRolesByAccount.parts.has(account)) return { otherHalf: 'absent' }
      const dark = samlRolesByAccount.dark.filter(({ scope }) => nativeId(scope) === account)
      return { otherHalf: 'unread', why: dark.length === 0 ? `account ${account} was not scanned` : darkInWords(dark).join('; ') }
    }
    const claimed = new Set(mapped.map(key))
    const rows = new Map(trusting.filter(role => !claimed.has(key(role))).map(role => [role.roleArn, role] as const))
    return tableOf([
      ...mapped.map((mapping): SamlRoleMapping => ({ ...mapping, scope: at.id, kind: 'application-role', ...other(mapping) })),
      ...[...rows.values()].map(
        ({ roleArn, providerArn }): SamlRoleMapping => ({ id: roleArn, scope: at.id, name: roleArn, kind: 'role', roleArn, providerArn, otherHalf: 'absent' }),
      ),
    ])
  },
})
