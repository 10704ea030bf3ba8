import { legacySignIns } from '../../src/datasets/entra/sign-ins.ts'
import { activation, activationPolicies, forEver } from './activation-policies.ts'
import { contosoRoles } from './contoso-roles.ts'
import { administrators, contosoUsers, machines, staff } from './contoso-users.ts'
import { daysAgo } from './dates.ts'
import { tenantScope } from './organization-facts.ts'
import { signInMethodTables } from './sign-in-methods.ts'
import { type Table, table } from './tables.ts'

const [scannerOslo, scannerGdansk, erp, alarm] = machines

const seen = (user: (typeof staff)[number] | undefined, client: string, count: number, days: number, application = 'Office 365 Exchange Online') => {
  if (user === undefined) throw new Error(`nobody signed in with ${client}`)
  return {
    id: `${user.id}/${client}`,
    name: user.name,
    userId: user.id,
    userPrincipalName: user.name,
    clientAppUsed: client,
    count,
    lastAt: daysAgo(days, `legacy ${user.id} ${client}`),
    applications: [application],
  }
}

/** How people and programs of Contoso sign in and activate roles: with passwords alone where the exclusions let them. */
export const contosoActivity = (): Table[] => [
  ...signInMethodTables('contoso', contosoUsers, contosoRoles(), ['Fido2', 'MicrosoftAuthenticator', 'Sms', 'TemporaryAccessPass', 'SoftwareOath', 'Email']),
  activationPolicies('contoso', {
    globalAdministrator: activation({
      enabledRules: ['Justification', 'Ticketing'],
      authenticationContext: 'c1',
      isApprovalRequired: true,
      approvers: [{ id: administrators[5]?.id ?? '', type: 'user' }],
      maximumDuration: 'PT4H',
    }),
    privilegedRoleAdministrator: activation({ authenticationContext: 'c1', isApprovalRequired: true, maximumDuration: 'PT4H' }),
    hybridIdentityAdministrator: { ...activation({ enabledRules: ['Justification'], maximumDuration: 'PT24H' }), eligibleAssignment: forEver },
    exchangeAdministrator: { activeAssignment: forEver },
    helpdeskAdministrator: { activeAssignment: forEver, eligibleAssignment: forEver },
  }),
  table(legacySignIns, tenantScope('contoso'), [
    seen(scannerOslo, 'Authenticated SMTP', 412, 0),
    seen(scannerGdansk, 'Authenticated SMTP', 288, 0),
    seen(erp, 'Authenticated SMTP', 3_140, 0),
    seen(alarm, 'Authenticated SMTP', 2, 11),
    seen(staff[66], 'IMAP4', 1_020, 0),
  ]),
]
