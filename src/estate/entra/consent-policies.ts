import type { AuthorizationPolicy } from '../../datasets/entra/authorization-policy.ts'

const assigned = (policy: AuthorizationPolicy, kind: string): readonly string[] =>
  policy.defaultUserRolePermissions.permissionGrantPoliciesAssigned.flatMap(name => {
    const [first = '', ...rest] = name.toLowerCase().split('.')
    return first === kind ? [rest.join('.')] : []
  })

/** App consent policies by which users consent for themselves, in small letters, as Graph does not keep their case. Empty: nobody may. */
export const consentForSelf = (policy: AuthorizationPolicy): readonly string[] => assigned(policy, 'managepermissiongrantsforself')

/** App consent policies by which owners of groups, teams and chats consent for those. */
export const consentForOwned = (policy: AuthorizationPolicy): readonly string[] => assigned(policy, 'managepermissiongrantsforownedresource')
