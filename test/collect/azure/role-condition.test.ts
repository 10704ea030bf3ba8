import { describe, expect, it } from 'vitest'
import { bindsRoles } from '../../../src/collect/azure/role-condition.ts'
import { OWNER, RBAC_ADMINISTRATOR, USER_ACCESS_ADMINISTRATOR } from '../../../src/datasets/azure/authorization.ts'

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const only = (...roles: readonly string[]) =>
  `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles.join(', ')}}`
const but = (...roles: readonly string[]) =>
  `@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAllValues:GuidNotEquals {${roles.join(', ')}}`
const toUsers = "@Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEqualsIgnoreCase 'User'"
const clause = (action: string, expression: string) =>
  `(\n (\n  !(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})\n )\n OR\n (\n  ${expression}\n )\n)`
/** As the Azure portal writes it: one clause for giving, one for taking away. */
const whenGiving = (expression: string) => `${clause('write', expression)}\nAND\n${clause('delete', expression.replaceAll('@Request', '@Resource'))}`

describe('a condition of a role assignment', () => {
  it.each([
    ['some roles only', whenGiving(only(READER))],
    ['all roles but those that give away roles', whenGiving(but(OWNER, USER_ACCESS_ADMINISTRATOR, RBAC_ADMINISTRATOR.toUpperCase()))],
    ['some roles only, to users', whenGiving(`${only(READER)} AND ${toUsers}`)],
    [
      'two clauses of which one keeps owners away',
      `${clause('write', only(READER, OWNER))} AND ${clause('write', but(OWNER, USER_ACCESS_ADMINISTRATOR, RBAC_ADMINISTRATOR))}`,
    ],
  ])('binds who may give away %s', (_, condition) => expect(bindsRoles(condition)).toBe(true))

  it.each([
    ['nothing', ''],
    ['a storage container', "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'x'"],
    ['to whom only', whenGiving(toUsers)],
    ['some roles, Owner among them', whenGiving(only(READER, OWNER))],
    ['all roles but Owner', whenGiving(but(OWNER))],
  ])('does not where it says %s', (_, condition) => expect(bindsRoles(condition)).toBe(false))

  it.each([
    ['either the role or the principal', whenGiving(`${only(READER)} OR ${toUsers}`)],
    ['another comparison', whenGiving(only(READER).replace('ForAnyOfAnyValues:GuidEquals', 'ForAllOfAnyValues:GuidEquals'))],
    ['no action', only(READER)],
    ['all roles but those that it names', whenGiving(`!(${only(READER)})`)],
    ['the same in words', whenGiving(`NOT (${only(READER)})`)],
    ['of what is taken away only', clause('delete', only(READER).replace('@Request', '@Resource'))],
  ])('is not clear where it says %s', (_, condition) => expect(bindsRoles(condition)).toBeNull())
})
