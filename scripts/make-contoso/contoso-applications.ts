import { awsApplicationAssignments, awsApplications, servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { groups } from './contoso-groups.ts'
import { contosoRegistrations } from './contoso-registrations.ts'
import { consultant, staff } from './contoso-users.ts'
import { type AwsPair, awsApplication, galleryApplication, managedIdentity, microsoftApplications, ownApplication } from './entra-applications.ts'
import { graphAssignmentId, guid } from './ids.ts'
import { accounts, identityCenter, tenantScope, tenants } from './organization-facts.ts'
import { certificate, secret, signing } from './registrations.ts'
import { type Table, table } from './tables.ts'

const tenantId = tenants.contoso.id
const { production } = accounts
const { region, store } = identityCenter

const samlRole = (role: string): readonly [string, string] => [
  role,
  `arn:aws:iam::${production.id}:role/${role},arn:aws:iam::${production.id}:saml-provider/WAAD`,
]

const center = awsApplication('contoso', tenantId, 'AWS IAM Identity Center', {
  appRoleAssignmentRequired: true,
  applicationTemplateId: '21ed01d2-ec13-4e9e-86c1-cd546719ebc4',
  loginUrl: `https://${store}.awsapps.com/start`,
  replyUrls: [`https://${region}.signin.aws.amazon.com/platform/saml/acs/${guid('assertion consumer')}`],
  servicePrincipalNames: [`https://${region}.signin.aws.amazon.com/platform/saml/${store}`],
  recognizedBy: 'gallery-template',
  federatesTo: 'identity-center',
  roles: [['User', null]],
  certificateAge: 1_055,
})

/** From the days of one account, and never taken down: production's administrator role is behind it. */
const singleAccount = awsApplication('contoso', tenantId, 'AWS Single-Account Access (Production)', {
  appRoleAssignmentRequired: false,
  applicationTemplateId: '8b1025e4-1dd2-430b-a150-2ef79cd700f5',
  loginUrl: null,
  replyUrls: ['https://signin.aws.amazon.com/saml'],
  servicePrincipalNames: ['https://signin.aws.amazon.com/saml'],
  recognizedBy: 'gallery-template',
  federatesTo: 'iam-saml',
  roles: [['msiam_access', null], samlRole('Administrator'), samlRole('ReadOnly')],
  certificateAge: 249,
})

export const identityCenterApplication = center.servicePrincipal
export const payrollApplication = galleryApplication('contoso', 'Wingtip Payroll')
/** A program that was given Global Administrator to make a backup work. */
export const serviceAutomation = ownApplication('contoso', tenantId, 'Directory backup automation')

const bought = [
  'ServiceDesk Online',
  'Whiteboard Pro',
  'Travel & Expenses',
  'Design Studio',
  'Learning Portal',
  'Signing Room',
  'Status Page',
  'Code Hosting SSO',
  'Chat Archive',
]
const registered = [
  'Shop back office',
  'Shop API',
  'Data catalogue',
  'contoso-aws-data',
  'Finance reporting',
  'Postern',
  'Terraform (tenant)',
  'Employee directory',
]
const identities = ['data factory', 'func-invoice-import', 'vm-build-agents', 'aks-shop-kubelet', 'logic-approvals', 'automation-housekeeping']

/** The publishers of most are verified. Passwords open one; another has a secret that only Microsoft Graph shows. */
const boughtApplication = (name: string) => ({
  ...galleryApplication('contoso', name),
  verifiedPublisherId: name === 'Whiteboard Pro' ? null : '4711002',
  ...(name === 'Status Page' ? { preferredSingleSignOnMode: 'password' } : {}),
  ...(name === 'Learning Portal' ? { passwordCredentials: [secret('learning portal', 20, 345)] } : {}),
})

interface To {
  readonly id: string
  readonly name: string
  readonly displayName?: string | null
}

const assigned = ({ application }: AwsPair, principalType: 'User' | 'Group', to: To | undefined, role: string) => {
  const appRole = application.appRoles.find(({ displayName }) => displayName === role)
  if (to === undefined || appRole === undefined) throw new Error(`nobody, or no role ${role}, to assign to ${application.name}`)
  return {
    id: graphAssignmentId(`${application.name} ${to.id} ${role}`),
    name: to.displayName ?? to.name,
    resourceId: application.id,
    principalId: to.id,
    principalType,
    appRoleId: appRole.id,
  }
}

/** All applications of Contoso's tenant, those of AWS with who is assigned to them. */
export const contosoApplications = (): Table[] => {
  const at = tenantScope('contoso')
  return [
    table(servicePrincipals, at, [
      ...microsoftApplications('contoso').map(app =>
        app.name === 'Office 365 Exchange Online' ? { ...app, keyCredentials: [certificate('hybrid', 600, 1_225)] } : app,
      ),
      ...bought.map(boughtApplication),
      { ...payrollApplication, verifiedPublisherId: '4711001', preferredSingleSignOnMode: 'saml', ...signing('payroll', 1_075, 20) },
      ...registered.map(name => ownApplication('contoso', tenantId, name)),
      serviceAutomation,
      ...identities.map(name => managedIdentity('contoso', name)),
      center.servicePrincipal,
      singleAccount.servicePrincipal,
    ]),
    ...contosoRegistrations(center, singleAccount),
    table(awsApplications, at, [center.application, singleAccount.application]),
    table(awsApplicationAssignments, at, [
      ...[groups.awsAdministrators, groups.awsPlatform, groups.awsData, groups.awsAudit, groups.awsReadOnly].map(group =>
        assigned(center, 'Group', group, 'User'),
      ),
      assigned(center, 'User', staff[49], 'User'),
      assigned(singleAccount, 'User', staff[2], 'Administrator'),
      assigned(singleAccount, 'User', staff[44], 'Administrator'),
      assigned(singleAccount, 'User', consultant, 'Administrator'),
      assigned(singleAccount, 'Group', groups.awsReadOnly, 'ReadOnly'),
    ]),
  ]
}
