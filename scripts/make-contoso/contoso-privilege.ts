import type { EntraUser } from '../../src/datasets/entra/directory.ts'
import type { PrivilegeGroup } from '../../src/datasets/entra/privilege-groups.ts'
import { groups } from './contoso-groups.ts'
import { administrators, consultant, emergency, everydayAdministrator, staff, synchronization } from './contoso-users.ts'
import { guid } from './ids.ts'
import { type Administrator, eligibleFor, privilegeTables, standingIn } from './privilege.ts'
import type { Loose, Table } from './tables.ts'

type User = Pick<EntraUser, 'id' | 'name'>

const everyday = ['exchange', 'SharePoint', 'TeamspaceAPI', 'AADPremiumService']
const app = ['microsoftAuthenticator', 'softwareOath', 'phone']

const of = (users: readonly (User | undefined)[], methods: readonly string[], more: Partial<Administrator> = {}): Administrator[] =>
  users.flatMap(user => (user === undefined ? [] : [{ user, methods, ...more }]))

const helpers = [17, 35, 53, 71].map(index => staff[index])

/** Those with accounts of their own hold keys; those who administer with the account they read mail with hold what everybody holds. */
const everybody: readonly Administrator[] = [
  ...of(administrators, ['fido2']),
  ...of([emergency[0]], ['fido2', 'fido2']),
  ...of([emergency[1]], ['fido2', 'phone']),
  ...of([everydayAdministrator], app, { services: everyday, perUserMfa: 'enforced' }),
  ...of([consultant], []),
  ...of(
    [5, 31, 40, 88, ...[90, 91]].map(index => staff[index]),
    app,
    { services: everyday },
  ),
  ...of(helpers, ['windowsHelloForBusiness', 'microsoftAuthenticator'], { services: everyday }),
  ...of([synchronization], []),
]

const users = (...list: readonly (User | undefined)[]): PrivilegeGroup['members'] =>
  list.flatMap(user => (user === undefined ? [] : [{ id: user.id, type: 'user' }]))

const group = ({ id, name, isAssignableToRole }: (typeof groups)[keyof typeof groups], more: Partial<PrivilegeGroup>): Loose<PrivilegeGroup> => ({
  id,
  name,
  isAssignableToRole,
  isManagementRestricted: null,
  membershipRule: null,
  onPremisesSyncEnabled: null,
  owners: [],
  members: [],
  ...more,
})

/** Tier zero is kept well. The helpdesk’s group was handed over by the consultant, who owns it still, and two more may join it with a reason alone. */
export const contosoPrivilege = (): Table[] =>
  privilegeTables('contoso', {
    administrators: everybody,
    groups: [
      group(groups.tierZero, { members: users(administrators[0], administrators[1], administrators[5]) }),
      group(groups.helpdesk, { owners: users(consultant), members: users(...helpers) }),
      group(groups.awsAdministrators, { owners: users(staff[2]) }),
      group(groups.awsPlatform, { owners: users(staff[14]) }),
      group(groups.awsData, { owners: users(staff[44]) }),
      group(groups.awsAudit, {}),
      group(groups.awsReadOnly, { owners: users(staff[2], staff[9]) }),
    ],
    eligible: [
      ...[staff[90], staff[91]].flatMap(user => (user === undefined ? [] : [eligibleFor(groups.helpdesk, user)])),
      ...[administrators[3]].flatMap(user => (user === undefined ? [] : [eligibleFor(groups.awsAdministrators, user)])),
    ],
    active: [
      ...helpers.flatMap(user => (user === undefined ? [] : [standingIn(groups.helpdesk, user)])),
      ...[0, 1, 5].flatMap(index => {
        const user = administrators[index]
        return user === undefined ? [] : [standingIn(groups.tierZero, user)]
      }),
    ],
    policies: [
      { asked: ['Justification'], of: groups.helpdesk, hours: 8 },
      { asked: ['MultiFactorAuthentication', 'Justification'], of: groups.awsAdministrators, hours: 4 },
    ].map(({ asked, of: { id, name }, hours }) => ({
      id: `Group_${id}_member`,
      name,
      groupId: id,
      access: 'member',
      enabledRules: asked,
      authenticationContext: null,
      isApprovalRequired: false,
      maximumDuration: `PT${hours}H`,
    })),
    open: { TooManyGlobalAdminsAssignedToTenantAlert: 1, StaleSignInAlert: 3 },
    roles: [
      {
        id: guid('role Contoso Application Support'),
        name: 'Contoso Application Support',
        isEnabled: true,
        actions: [
          'microsoft.directory/applications/basic/update',
          'microsoft.directory/applications/credentials/update',
          'microsoft.directory/applications/standard/read',
        ],
      },
    ],
    units: [
      {
        id: guid('administrative unit Gdańsk'),
        name: 'Gdańsk',
        isMemberManagementRestricted: false,
        members: staff.filter((_, index) => index % 4 === 0).map(({ id }) => id),
        isCut: false,
      },
      {
        id: guid('administrative unit Emergency access'),
        name: 'Emergency access',
        isMemberManagementRestricted: true,
        members: emergency.map(({ id }) => id),
        isCut: false,
      },
    ],
  })
