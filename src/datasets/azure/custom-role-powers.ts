import { meansAction } from './action-pattern.ts'
import type { AzureCustomRole } from './authorization.ts'

type Permissions = Pick<AzureCustomRole, 'permissions'>

/** Who may do one of these makes himself owner of the scope. Elevation is not among them: it is allowed at the scope `/`, where no custom role can be assigned. https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations#microsoftauthorization */
const decisive = ['Microsoft.Authorization/roleAssignments/write', 'Microsoft.Authorization/roleDefinitions/write']

/** What a permission takes away it takes from its own actions only. https://learn.microsoft.com/azure/role-based-access-control/role-definitions#notactions */
const allows = ({ permissions }: Permissions, action: string): boolean =>
  permissions.some(({ actions, notActions }) => actions.some(one => meansAction(one, action)) && !notActions.some(one => meansAction(one, action)))

/** The actions by which a holder of the role makes himself owner. */
export const ownerActions = (role: Permissions): readonly string[] => decisive.filter(action => allows(role, action))

/** No resource provider is called so: what allows it allows it of all of them, but for those that notActions name. */
const anyProvider = 'Any.Provider/things'
const verbs = ['write', 'delete', 'action']

/** What the role allows of every resource provider beside reading, as Contributor does. */
export const everywhereActions = (role: Permissions): readonly string[] =>
  verbs.filter(verb => allows(role, `${anyProvider}/${verb === 'action' ? 'do/action' : verb}`)).map(verb => `*/${verb}`)

/** Whether the role can be assigned at a whole subscription, or above. */
export const reachesSubscription = ({ assignableScopes }: AzureCustomRole): boolean =>
  assignableScopes.some(scope => !/^\/subscriptions\/[^/]+\/resourceGroups\//i.test(scope))
