import { describe, expect, it } from 'vitest'
import { applicationOwners, entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { applicationPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { type Given, given } from '../../memory-snapshot.ts'
import { owner, registration } from '../../rules/application-rows.ts'
import { application, estate as people, roleOfBob } from '../../rules/identity-graph-rows.ts'
import { MICROSOFT_TENANT, managedIdentity, permission, program, programs } from '../../rules/program-rows.ts'
import { graphOfRows, stepsOf } from './graph-of-rows.ts'

const tenant = scope.slice(scope.indexOf('/') + 1)
const node = (name: string): string => `service-principal/${tenant}/sp-${name}`
const session = (name: string): string => `session/${tenant}/${name}/directory`
const goal = `goal/entra-tenant/${tenant}`
const group = `entra-group/${tenant}/admins/${application.id}`
const gate = `entra-application/${tenant}/${application.id}`

const graph = (...more: readonly Given[]) => graphOfRows([...people(), programs(program('app')), ...more])
const holding = (name: string) => graph(given(applicationPermissions, permission('app', name)))
const roleManager = given(applicationPermissions, permission('app', 'RoleManagement.ReadWrite.Directory'))
const credentials = (...more: readonly Given[]) =>
  stepsOf(graph(roleManager, ...more), 'can-add-credential-to', ({ from }) => from !== goal && from.startsWith('session/'))

describe('a program', () => {
  it('is administrator of the tenant by a permission that leads there', () => {
    expect(stepsOf(graph(roleManager), 'administers', ({ to }) => to === goal)).toEqual([`${node('app')} > ${goal} sure`])
  })

  it.each(['Group.ReadWrite.All', 'GroupMember.ReadWrite.All'])('fills the groups of AWS applications by %s', name => {
    expect(stepsOf(holding(name), 'can-add-member')).toEqual([`${node('app')} > ${group} sure`])
  })

  it('fills no group that can hold roles, and by its members none that is filled by a rule', () => {
    const fills = (name: string, facts: object) =>
      stepsOf(graphOfRows([...people({ group: facts }), programs(program('app')), given(applicationPermissions, permission('app', name))]), 'can-add-member')
    expect(fills('Group.ReadWrite.All', { isAssignableToRole: true })).toEqual([])
    expect(fills('GroupMember.ReadWrite.All', { membershipRule: 'user.department -eq "IT"' })).toEqual([])
    expect(fills('Group.ReadWrite.All', { membershipRule: 'user.department -eq "IT"' })).toHaveLength(1)
  })

  it('says who is who by the permission for synchronization, and does nothing by one that reads', () => {
    expect(stepsOf(holding('Synchronization.ReadWrite.All'), 'controls', ({ from }) => from === node('app'))).toEqual([`${node('app')} > ${gate} sure`])
    expect(holding('User.Read.All').graph.numberOf(node('app'))).toBeUndefined()
  })
})

describe('whoever adds a credential to a program', () => {
  const registered = given(entraApplications, registration('reg', { appId: 'app' }))
  const locked = { isEnabled: true, allProperties: true, credentialsThatVerify: true, credentialsThatSign: true, tokenEncryptionKey: true }

  it('owns its registration, or itself', () => {
    const owned = [given(applicationOwners, owner('reg', 'ann'), owner('sp-app', 'bob', { owned: 'servicePrincipal' }))]
    expect(credentials(registered, ...owned)).toEqual([`${session('ann')} > ${node('app')} sure`, `${session('bob')} > ${node('app')} sure`])
  })

  it('may own one that was registered elsewhere, and not one whose credentials are locked', () => {
    const owned = given(applicationOwners, owner('sp-app', 'bob', { owned: 'servicePrincipal' }))
    expect(credentials(owned)).toEqual([`${session('bob')} > ${node('app')} possible`])
    expect(credentials(given(entraApplications, registration('reg', { appId: 'app', propertyLock: locked })), owned)).toEqual([])
  })

  it('is an Application Administrator, but for managed identities and what is Microsoft’s own', () => {
    const administrator = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3'
    const steps = (...list: readonly ReturnType<typeof program>[]) => {
      const permissions = list.map(({ appId }) => permission(appId, 'RoleManagement.ReadWrite.Directory'))
      const estate = graphOfRows([
        ...people(),
        ...roleOfBob(administrator, 'Application Administrator'),
        programs(...list),
        given(applicationPermissions, ...permissions),
        registered,
      ])
      return stepsOf(estate, 'can-add-credential-to', ({ from }) => from.startsWith('entra-role/'))
    }
    expect(steps(program('app'), managedIdentity('robot'), program('theirs', { appOwnerOrganizationId: MICROSOFT_TENANT }))).toEqual([
      `entra-role/${tenant}/${administrator} > ${node('app')} sure`,
    ])
    expect(steps(program('bought', { appOwnerOrganizationId: 'cccccccc-0000-4000-8000-000000000001' }))).toEqual([
      `entra-role/${tenant}/${administrator} > ${node('bought')} possible`,
    ])
  })

  it('is not known where owners, permissions or registrations could not be read', () => {
    const without = (dataset: string) => graphOfRows([...people()], [{ dataset, scope, reason: 'denied', detail: 'no' }]).blindFor(scope)
    expect(without('entra-application-owners')).toContain('who owns which application of tenant Contoso could not be read')
    expect(without('entra-applications')).toContain('the registrations of applications of tenant Contoso could not be read')
    expect(without('entra-application-permissions')).toContain('what applications may do in the directory of tenant Contoso could not be read')
  })
})
