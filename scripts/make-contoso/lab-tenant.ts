import { awsApplication } from './entra-applications.ts'
import { allApplications } from './entra-policies.ts'
import { accounts, tenants } from './organization-facts.ts'
import { cloudUser, personOf, smallTenantTables, team } from './small-tenant.ts'
import type { Table } from './tables.ts'
import { premiumP2 } from './tenant-facts.ts'

const { id: tenantId, initial } = tenants.lab
const account = accounts.sandbox.id

const testers = [1, 2, 3, 4, 5, 6].map(number => cloudUser(`test.user.${number}@${initial}`, `Test user ${number}`, 400 - number))
const emergency = cloudUser(`breakglass@${initial}`, 'Emergency access', 420)
const administrator = cloudUser(`lab.admin@${initial}`, 'Lab administration', 420)

/** A group that keeps its membership hidden: the policy for all excludes it, so nobody can tell whom that policy reaches. */
const exclusions = team('Lab exclusions', [])
export const hiddenGroup = exclusions.id
const everyone = { includeUsers: ['All'], excludeUsers: [emergency.id], excludeGroups: [hiddenGroup] }

const aws = awsApplication('lab', tenantId, 'AWS Single-Account Access (Sandbox)', {
  appRoleAssignmentRequired: true,
  applicationTemplateId: '8b1025e4-1dd2-430b-a150-2ef79cd700f5',
  loginUrl: null,
  replyUrls: ['https://signin.aws.amazon.com/saml'],
  servicePrincipalNames: ['https://signin.aws.amazon.com/saml#2'],
  recognizedBy: 'gallery-template',
  federatesTo: 'iam-saml',
  roles: [['Developer', `arn:aws:iam::${account}:role/Developer,arn:aws:iam::${account}:saml-provider/Lab`]],
  certificateAge: 330,
})
/** The application whose details could not be read. */
export const labApplication = aws.application

/** The tenant in which policies are tried before Contoso gets them. */
export const labTenant = (): Table[] =>
  smallTenantTables({
    key: 'lab',
    skus: [premiumP2],
    users: [...testers, emergency, administrator],
    team: team('Lab testers', testers),
    hiddenGroups: [exclusions],
    held: [{ role: 'globalAdministrator', to: personOf(emergency), age: 420 }],
    eligible: [{ role: 'globalAdministrator', to: personOf(administrator), age: 420, ends: 120 }],
    policies: [
      { name: 'Require MFA for all users', age: 399, users: everyone, applications: allApplications, grant: { controls: ['mfa'] } },
      {
        name: 'Block legacy authentication',
        age: 399,
        users: everyone,
        applications: allApplications,
        conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
        grant: { controls: ['block'] },
      },
    ],
    idle: [emergency.id],
    bought: [],
    aws,
  })
