/** Actions by which a custom role leads to more than it seems to give, and to what. */
const escalating: readonly (readonly [RegExp, string])[] = [
  [/^microsoft\.directory\/(?:\*|allEntities)\//i, 'everything in the directory'],
  [
    /\/(?:applications|servicePrincipals)(?:\.\w+)?\/(?:credentials|allProperties)\/(?:update|allTasks)$/i,
    'the permissions of every application, with a secret of one’s own',
  ],
  [/\/(?:applications|servicePrincipals)(?:\.\w+)?\/owners\/(?:update|allTasks)$/i, 'the permissions of every application, as its owner'],
  [
    /\/servicePrincipals\/(?:appRoleAssignedTo|synchronizationCredentials|synchronizationSchema)\/\w+$/i,
    'who is assigned to applications, or what is provisioned to them',
  ],
  [/\/servicePrincipals\/managePermissionGrantsForAll\./i, 'permissions for applications, for the whole tenant'],
  [/\/oAuth2PermissionGrants\/(?:allProperties|basic|create)(?:\/\w+)?$/i, 'permissions for applications, in other people’s names'],
  [
    /\/users\/(?:password|authenticationMethods|allProperties|userPrincipalName|invalidateAllRefreshTokens)(?:\/\w+)*\/(?:update|create|basic\/update|allTasks)$/i,
    'other people’s accounts',
  ],
  [/\/groupsAssignableToRoles\/(?:members|owners|allProperties)\/(?:update|allTasks)$/i, 'the roles of groups'],
  [/\/groups(?:\.\w+)*\/(?:members|owners|dynamicMembershipRule|allProperties)\/(?:update|allTasks)$/i, 'what groups give'],
  [
    /\/(?:roleAssignments|roleDefinitions|scopedRoleMemberships|administrativeUnits\/members)(?:\/allProperties)?\/(?:create|update|allTasks)$/i,
    'roles for anybody',
  ],
  [/\/conditionalAccessPolicies\/(?:create|delete|basic\/update|allProperties\/\w+|owners\/update)$/i, 'the policies that ask for MFA'],
  [/\/(?:domains|hybridAuthenticationPolicy|crossTenantAccessPolicy)\/.*(?:update|allTasks|create)$/i, 'who signs in for the tenant'],
]

/** What an action escalates to; undefined: it does not. Which actions Microsoft calls privileged: https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions */
export const escalatesTo = (action: string): string | undefined => escalating.find(([pattern]) => pattern.test(action))?.[1]
