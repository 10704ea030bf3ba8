import type { Resource } from './resource.ts'

const directory = 'microsoft.directory'

/** Actions that can be protected: https://learn.microsoft.com/entra/identity/role-based-access-control/protected-actions-overview#what-permissions-can-be-used-with-protected-actions */
export const defaultProtectable: Readonly<Record<string, null>> = {
  [`${directory}/conditionalAccessPolicies/basic/update`]: null,
  [`${directory}/conditionalAccessPolicies/create`]: null,
  [`${directory}/conditionalAccessPolicies/delete`]: null,
  [`${directory}/namedLocations/basic/update`]: null,
  [`${directory}/namedLocations/delete`]: null,
  [`${directory}/crossTenantAccessPolicy/default/b2bCollaboration/update`]: null,
  [`${directory}/resourceNamespaces/resourceActions/authenticationContext/update`]: null,
  [`${directory}/deletedItems/delete`]: null,
}

/** An action's id is its name without slashes, and the verb. */
const idOf = (name: string): string => `${name.replaceAll('/', '-')}-post`

const ordinary = ['users/basic/update', 'groups/create', 'devices/delete'].map(action => `${directory}/${action}`)

export const protectedActions: readonly Resource[] = [
  {
    path: '/roleManagement/directory/resourceNamespaces/microsoft.directory/resourceActions',
    versions: ['beta'],
    needs: 'roles',
    words: 'directory',
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'unifiedRbacResourceAction',
      rows: [
        ...Object.entries(tenant.protectableActions).map(([name, authenticationContextId]) => ({
          id: idOf(name),
          name,
          actionVerb: 'POST',
          isAuthenticationContextSettable: true,
          authenticationContextId,
        })),
        ...ordinary.map(name => ({ id: idOf(name), name, actionVerb: 'PATCH', isAuthenticationContextSettable: false, authenticationContextId: null })),
      ],
    }),
  },
]
