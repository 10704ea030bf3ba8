import type { EntraUser, ReferencedGroup } from '../../src/datasets/entra/directory.ts'
import { administrators, chiefFinancialOfficer, consultant, contosoUsers, everydayAdministrator, guests, machines, staff } from './contoso-users.ts'
import { guid } from './ids.ts'
import type { Loose } from './tables.ts'

type User = Pick<EntraUser, 'id'>

const ids = (...users: readonly (User | undefined)[]): string[] => users.flatMap(user => user?.id ?? [])
const everyNth = (step: number, from: number, count: number): string[] => ids(...staff.filter((_, index) => index % step === from).slice(0, count))

const group = (name: string, users: readonly string[], more: Partial<ReferencedGroup> = {}): Loose<ReferencedGroup> => ({
  id: guid(`group ${name}`),
  name,
  isDeleted: false,
  isAssignableToRole: null,
  membershipRule: null,
  users: [...users],
  servicePrincipals: [],
  hasNestedGroups: false,
  ...more,
})

const roleAssignable = { isAssignableToRole: true } as const

export const groups = {
  mfaExclusion: group('SG-CA-Exclude-MFA-Temporary', [
    ...ids(everydayAdministrator, staff[12], staff[31], staff[44], staff[58], staff[73], staff[97], staff[118]),
    ...ids(guests[3]),
  ]),
  legacyExclusion: group('SG-CA-Exclude-LegacyAuth', [...ids(...machines), ...ids(staff[9], staff[66])]),
  payroll: group('SG-Finance-Payroll', [...ids(chiefFinancialOfficer), ...everyNth(11, 4, 11)]),
  passkeyPilot: group('SG-Pilot-Passkeys', everyNth(6, 2, 20)),
  contractors: group('SG-Contractors', ids(...guests, consultant), { membershipRule: '(user.userType -eq "Guest") and (user.accountEnabled -eq true)' }),
  awsAdministrators: group('SG-AWS-Administrators', ids(administrators[0], administrators[2], staff[2], staff[14], staff[44])),
  awsPlatform: group('SG-AWS-Platform-Engineers', everyNth(9, 1, 14)),
  awsData: group('SG-AWS-Data-Engineers', everyNth(12, 3, 11)),
  awsAudit: group('SG-AWS-Security-Audit', everyNth(27, 5, 5)),
  awsReadOnly: group('SG-AWS-ReadOnly', everyNth(3, 0, 38)),
  hrInvestigations: group('SG-HR-Investigations', ids(staff[60], staff[81])),
  tierZero: group('RG-Tier0-Administrators', ids(administrators[0], administrators[1], administrators[5]), roleAssignable),
  helpdesk: group('RG-Helpdesk', ids(staff[17], staff[35], staff[53], staff[71]), roleAssignable),
  /** Named by a policy that outlived it. */
  deleted: group('deleted pilot group', [], { isDeleted: true }),
} as const

const known = new Set(contosoUsers.map(({ id }) => id))

/** All referenced groups that could be read; a deleted one has nothing but its id. Throws where a member is no user of the tenant. */
export const contosoGroups: readonly Loose<ReferencedGroup>[] = Object.values(groups).map(one => {
  const stranger = one.users.find(id => !known.has(id))
  if (stranger !== undefined) throw new Error(`${one.name} has a member ${stranger} who is no user`)
  return one.isDeleted ? { ...one, name: one.id } : one
})
