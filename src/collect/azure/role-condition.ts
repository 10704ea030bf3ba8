import { accessAdministratorRoles } from '../../datasets/azure/authorization.ts'

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const roleOfRequest = /@Request\[Microsoft\.Authorization\/roleAssignments:RoleDefinitionId\]\s*(\w+:\w+|\w+)\s*\{([^}]*)\}/gi
/** How a condition says that it holds for an action only. */
const unlessAction = /!\s*\(\s*ActionMatches\s*\{[^}]*\}\s*\)(?:\s*\))?\s*OR\b/gi

/**
 * Whether a condition keeps its holder from giving away Owner, User Access Administrator and Role Based Access Control Administrator; null: it names roles in
 * a way that is not understood. https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples
 */
export const bindsRoles = (condition: string): boolean | null => {
  const found = [...condition.matchAll(roleOfRequest)]
  if (found.length === 0) return /RoleDefinitionId/i.test(condition) ? null : false
  const admits = found.map(([, operator = '', list = '']): boolean | null => {
    const named = new Set([...list.matchAll(guid)].map(([id]) => id.toLowerCase()))
    const privileged = [...accessAdministratorRoles].filter(role => named.has(role))
    if (/^ForAnyOfAnyValues:GuidEquals$/i.test(operator)) return privileged.length > 0
    if (/^ForAnyOfAllValues:GuidNotEquals$/i.test(operator)) return privileged.length < accessAdministratorRoles.size
    return null
  })
  // What is said either this way or that, or turned round, need not hold. https://learn.microsoft.com/azure/role-based-access-control/conditions-format
  const isTwisted = /\bOR\b|\|\||\bNOT\b|!/i.test(condition.replace(unlessAction, ''))
  if (admits.includes(null) || isTwisted || !/ActionMatches\s*\{\s*'Microsoft\.Authorization\/roleAssignments\/write'\s*\}/i.test(condition)) return null
  return !admits.every(admits => admits === true)
}
