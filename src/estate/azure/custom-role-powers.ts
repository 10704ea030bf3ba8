import { meansAction } from '../../datasets/azure/action-pattern.ts'
import type { AzureCustomRole } from '../../datasets/azure/authorization.ts'

/** Who may do one of these makes himself owner of the scope. Elevation is not among them: it is allowed at the scope `/`, where no custom role can be assigned. https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations#microsoftauthorization */
const decisive = ['Microsoft.Authorization/roleAssignments/write', 'Microsoft.Authorization/roleDefinitions/write']

/** The actions by which a holder of the role makes himself owner; what a permission takes away it takes from its own actions only. */
export const ownerActions = ({ permissions }: AzureCustomRole): readonly string[] =>
  decisive.filter(action =>
    permissions.some(({ actions, notActions }) => actions.some(one => meansAction(one, action)) && !notActions.some(one => meansAction(one, action))),
  )

/** Whether the role can be assigned at a whole subscription, or above. */
export const reachesSubscription = ({ assignableScopes }: AzureCustomRole): boolean =>
  assignableScopes.some(scope => !/^\/subscriptions\/[^/]+\/resourceGroups\//i.test(scope))
