import type { EntraUser } from '../../src/datasets/entra/directory.ts'
import { serviceAutomation } from './contoso-applications.ts'
import { groups } from './contoso-groups.ts'
import { administrators, consultant, emergency, everydayAdministrator, staff, synchronization } from './contoso-users.ts'
import { type Assigned, type Principal, roleTables } from './entra-roles.ts'
import type { Table } from './tables.ts'

const person = (user: Pick<EntraUser, 'id' | 'name'> | undefined): Principal => {
  if (user === undefined) throw new Error('a role is held by nobody')
  return { id: user.id, name: user.name, kind: 'user' }
}
const team = ({ id, name }: { readonly id: string; readonly name: string }): Principal => ({ id, name, kind: 'group' })

const [first, second] = emergency
const program: Principal = { ...serviceAutomation, kind: 'servicePrincipal' }

/** Six ways to be a Global Administrator now, of which two are meant and one was activated this morning. */
const held: readonly Assigned[] = [
  { role: 'globalAdministrator', to: person(first), age: 1_460 },
  { role: 'globalAdministrator', to: person(second), age: 1_460 },
  { role: 'globalAdministrator', to: person(everydayAdministrator), age: 1_803 },
  { role: 'globalAdministrator', to: person(consultant), age: 1_838 },
  { role: 'globalAdministrator', to: person(administrators[3]), age: 512 },
  { role: 'globalAdministrator', to: program, age: 1_207 },
  { role: 'globalAdministrator', to: person(administrators[4]), age: 12, ends: 15 },
  { role: 'globalAdministrator', to: person(administrators[1]), age: 0, activated: 48 },
  { role: 'securityAdministrator', to: person(administrators[2]), age: 700 },
  { role: 'conditionalAccessAdministrator', to: person(administrators[2]), age: 0, activated: 21 },
  { role: 'exchangeAdministrator', to: person(staff[31]), age: 1_320 },
  { role: 'userAdministrator', to: person(administrators[5]), age: 340 },
  { role: 'applicationAdministrator', to: person(administrators[6]), age: 610 },
  { role: 'globalReader', to: person(staff[5]), age: 233 },
  { role: 'intuneAdministrator', to: person(administrators[6]), age: 410 },
  { role: 'helpdeskAdministrator', to: team(groups.helpdesk), age: 800 },
  { role: 'helpdeskAdministrator', to: person(staff[88]), age: 190, unit: 'Gdańsk' },
  { role: 'synchronizationAccounts', to: person(synchronization), age: 1_870 },
]

const eligible: readonly Assigned[] = [
  { role: 'globalAdministrator', to: team(groups.tierZero), age: 690, ends: 40 },
  { role: 'globalAdministrator', to: person(administrators[1]), age: 690, ends: 40 },
  { role: 'privilegedRoleAdministrator', to: person(administrators[0]), age: 690, ends: 40 },
  { role: 'privilegedAuthenticationAdministrator', to: person(administrators[5]), age: 690, ends: 40 },
  { role: 'conditionalAccessAdministrator', to: person(administrators[2]), age: 690, ends: 40 },
  { role: 'hybridIdentityAdministrator', to: person(administrators[6]), age: 420 },
  { role: 'sharePointAdministrator', to: person(staff[40]), age: 300, ends: 65 },
  { role: 'teamsAdministrator', to: person(staff[40]), age: 300, ends: 65 },
]

export const contosoRoles = (): Table[] => roleTables('contoso', ['Contoso Application Support'], held, eligible)
