import { activation } from './activation-policies.ts'
import { awsApplication } from './entra-applications.ts'
import { allApplications, phishingResistant } from './entra-policies.ts'
import { roleId } from './entra-roles.ts'
import { draw } from './ids.ts'
import { accounts, tenants } from './organization-facts.ts'
import { peopleNamed } from './people-names.ts'
import { cloudUser, personOf, smallTenantTables, team } from './small-tenant.ts'
import type { Table } from './tables.ts'
import { businessPremium, premiumP2 } from './tenant-facts.ts'
import { on } from './tenant-settings.ts'

const { id: tenantId, domain, initial } = tenants.litware
const account = accounts.litware.id

const people = peopleNamed(17, 'litware staff').map(({ alias, display }, index) =>
  cloudUser(`${alias}@${domain}`, display, 60 + draw(1_500, alias), index % 8 === 7 ? { accountEnabled: false } : {}),
)
const founder = cloudUser(`founder@${domain}`, 'Litware founder', 2_610)
/** Declared: one account for emergencies is what a company of twenty has. */
const emergency = cloudUser(`breakglass@${initial}`, 'Emergency access', 302)
const advisor = cloudUser(`advisor_adatum.com#EXT#@${initial}`, 'Advisor', 480, {
  userType: 'Guest',
  creationType: 'Invitation',
  externalUserState: 'Accepted',
})
const manager = people[3] ?? founder

const everyone = { includeUsers: ['All'], excludeUsers: [emergency.id] }

/** Litware's own tenant: born in the cloud, small, and with fewer holes than its AWS account. */
export const litwareTenant = (): Table[] =>
  smallTenantTables({
    key: 'litware',
    skus: [businessPremium, premiumP2],
    users: [...people, founder, emergency, advisor],
    team: team('Litware developers', people.slice(0, 9)),
    held: [
      { role: 'globalAdministrator', to: personOf(emergency), age: 302 },
      { role: 'globalAdministrator', to: personOf(founder), age: 2_600 },
      { role: 'globalReader', to: personOf(manager), age: 118 },
    ],
    eligible: [{ role: 'globalAdministrator', to: personOf(manager), age: 118, ends: 247 }],
    policies: [
      { name: 'Require MFA for everyone', age: 296, users: everyone, applications: allApplications, grant: { controls: ['mfa'] } },
      {
        name: 'Block legacy authentication',
        age: 296,
        users: { includeUsers: ['All'] },
        applications: allApplications,
        conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
        grant: { controls: ['block'] },
      },
      {
        name: 'Administrators: passkeys',
        age: 120,
        users: { includeRoles: [roleId('globalAdministrator')], excludeUsers: [emergency.id] },
        applications: allApplications,
        grant: { strength: phishingResistant },
      },
    ],
    activations: { globalAdministrator: activation({ enabledRules: ['Justification'] }) },
    settings: {
      authorization: { guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b', allowInvitesFrom: 'adminsAndGuestInviters', allowedToUseSspr: false },
      permissions: { allowedToCreateTenants: false, permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'] },
      consentReviewers: [`/users/${manager.id}`],
      isDeviceJoinLimited: true,
      methods: {
        reportSuspiciousActivity: on,
        authenticator: { state: 'enabled', isSoftwareOathEnabled: false, displayApplication: on, displayLocation: on },
      },
    },
    idle: [emergency.id],
    bought: ['Code Hosting SSO', 'Error Tracker', 'Support Inbox'],
    aws: awsApplication('litware', tenantId, 'AWS (Litware)', {
      appRoleAssignmentRequired: true,
      applicationTemplateId: null,
      loginUrl: null,
      replyUrls: ['https://signin.aws.amazon.com/saml'],
      servicePrincipalNames: ['https://signin.aws.amazon.com/saml#litware'],
      recognizedBy: 'aws-sign-in-address',
      federatesTo: 'iam-saml',
      roles: [['Developers', `arn:aws:iam::${account}:role/entra-developers,arn:aws:iam::${account}:saml-provider/LitwareEntra`]],
      certificateAge: 240,
    }),
  })
