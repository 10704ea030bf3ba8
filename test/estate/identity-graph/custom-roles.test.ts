import { describe, expect, it } from 'vitest'
import { customRoles } from '../../../src/datasets/entra/role-security.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, role, scope } from '../../analysis/conditional-access/tenant.ts'
import { given } from '../../memory-snapshot.ts'
import { application, estate as people } from '../../rules/identity-graph-rows.ts'
import { graphOfRows, stepsOf } from './graph-of-rows.ts'

const tenant = scope.slice(scope.indexOf('/') + 1)
const CUSTOM = 'dddddddd-0000-4000-8000-000000000001'
const from = `entra-role/${tenant}/${CUSTOM}`
const gate = `entra-application/${tenant}/${application.id}`

const graphWith = (actions: readonly string[], isEnabled = true, directoryScopeId = '/') =>
  graphOfRows([
    ...people(),
    given(roleDefinitions, role(CUSTOM, 'Helpers', { isBuiltIn: false, isPrivileged: false })),
    given(activeRoleAssignments, active('bob', CUSTOM, { directoryScopeId })),
    given(customRoles, { id: CUSTOM, scope, name: 'Helpers', isEnabled, actions: [...actions] }),
  ])
const steps = (action: string, isEnabled = true) =>
  graphWith([action], isEnabled)
    .graph.edges.filter(step => step.from === from)
    .map(({ to, certainty }) => `${to} ${certainty}`)

describe('a custom directory role', () => {
  it('has the power of an action that is plain', () => {
    expect(steps('microsoft.directory/groups/members/update')).toEqual([`entra-group/${tenant}/admins/${application.id} sure`])
    expect(steps('microsoft.directory/servicePrincipals/appRoleAssignedTo/update')).toEqual([`${gate} sure`])
  })

  it('may lead on by any other that escalates', () => {
    expect(steps('microsoft.directory/applications/credentials/update').sort()).toEqual([`${gate} possible`, `goal/entra-tenant/${tenant} possible`])
    expect(steps('microsoft.directory/groupsAssignableToRoles/members/update')).toEqual([`goal/entra-tenant/${tenant} possible`])
  })

  it('leads nowhere by what it reads, by what does not escalate, or switched off', () => {
    expect(steps('microsoft.directory/servicePrincipals/appRoleAssignedTo/read')).toEqual([])
    expect(steps('microsoft.directory/groups/standard/read')).toEqual([])
    expect(steps('microsoft.directory/groups/members/update', false)).toEqual([])
  })

  it('is held over one application', () => {
    const held = (action: string) => stepsOf(graphWith([action], true, `/${application.id}`), 'holds', ({ to }) => to === gate)
    const session = `session/${tenant}/bob/directory`
    expect(held('microsoft.directory/servicePrincipals/appRoleAssignedTo/update')).toEqual([`${session} > ${gate} sure`])
    expect(held('microsoft.directory/servicePrincipals/credentials/update')).toEqual([`${session} > ${gate} possible`])
  })

  it('is a blind spot where what it allows could not be read', () => {
    const estate = graphOfRows(people(), [{ dataset: 'custom-roles', scope, reason: 'denied', detail: 'no' }])
    expect(estate.blindFor(scope)).toContain('what custom directory roles allow of tenant Contoso could not be read')
  })
})
