import { iamPolicies, iamRoles } from '../../src/datasets/aws/iam.ts'
import { accountAssignments, permissionSetProvisionings } from '../../src/datasets/aws/identity-center.ts'
import { organizationAccounts, organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { awsApplicationAssignments, awsApplications } from '../../src/datasets/entra/applications.ts'
import { authenticationStrengths, conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../src/datasets/entra/directory.ts'
import { eligibleGroupAccess, groupActivationPolicies, type PrivilegeGroup, privilegeGroups } from '../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, roleDefinitions } from '../../src/datasets/entra/roles.ts'
import { active, group, guest, policy, role, scope, strength, user } from '../analysis/conditional-access/tenant.ts'
import { type Given, given } from '../memory-snapshot.ts'
import { attached, documents, policyRow } from './aws-rows.ts'
import { awsApplication } from './entra-rows.ts'
import { account, assignment, instance, MANAGEMENT, provisioning, reserved, sets, store } from './identity-center-rows.ts'
import { activationPolicy, eligibleIn, privilegeGroup, users } from './privilege-rows.ts'

const STORE = 'd-0123456789'

/** The application of Identity Center, which names the identity store. */
export const application = awsApplication({ servicePrincipalNames: [`https://eu-west-1.signin.aws.amazon.com/platform/saml/${STORE}`] })

const assigned = (principalId: string, principalType: 'User' | 'Group') => ({
  id: `${principalId}-${application.id}`,
  scope,
  name: principalId,
  resourceId: application.id,
  principalId,
  principalType,
  appRoleId: 'role',
})

/** People of the tenant, by object id: Ann, Bob, and the guest Gus. */
const people = (synced: readonly string[]): Given =>
  given(entraUsers, ...[user('ann'), user('bob'), guest('gus')].map(one => (synced.includes(one.id) ? { ...one, onPremisesSyncEnabled: true } : one)))

const identityCenter = { ...instance, rows: instance.rows.map(row => ({ ...row, identityStoreId: STORE })) }

const OTHER = '999999999999'

/** Account 111111111111 in its organization. */
const memberOf = (managementAccountId: string) => [
  given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId, featureSet: 'ALL' }),
  given(organizationAccounts, account(MANAGEMENT), ...(managementAccountId === MANAGEMENT ? [] : [account(managementAccountId)])),
]

/** An AWS policy as the account has it. */
const administratorAccess = given(iamPolicies, {
  ...policyRow('AdministratorAccess', documents.everything),
  arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  isAwsManaged: true,
})

/** The permission set Admin in account 111111111111, with its role there. */
const administratorSet: readonly Given[] = [
  ...sets({ Admin: { managed: ['AdministratorAccess'] } }),
  given(permissionSetProvisionings, provisioning('Admin', [MANAGEMENT])),
  given(iamRoles, { ...reserved(MANAGEMENT, 'Admin'), attachedPolicies: attached('AdministratorAccess') }),
  administratorAccess,
]

interface Estate {
  /** Who is in the group `admins`: all the time, and who could be. */
  readonly members?: readonly string[]
  readonly eligible?: readonly string[]
  /** What else is true of the group; it cannot hold roles. */
  readonly group?: Partial<PrivilegeGroup>
  /** Whether the account manages its organization. */
  readonly isManagement?: boolean
  /** Who is synchronized from on-premises. */
  readonly synced?: readonly string[]
}

/** The group `admins` is assigned to the application and provisioned to Identity Center, where it holds the permission set Admin in account 111111111111. */
export const estate = ({ members = ['ann'], eligible = [], group: facts = {}, isManagement = false, synced = [] }: Estate = {}): readonly Given[] => [
  people(synced),
  given(awsApplications, application),
  given(awsApplicationAssignments, assigned('admins', 'Group')),
  given(referencedGroups, group('admins', members, { name: 'admins', hasNestedGroups: false })),
  given(privilegeGroups, privilegeGroup('admins', users(...members), { name: 'admins', isAssignableToRole: null, ...facts })),
  given(eligibleGroupAccess, ...eligible.map(one => eligibleIn('admins', one))),
  given(groupActivationPolicies, activationPolicy('admins')),
  identityCenter,
  ...store({
    users: { ann: { name: 'ann@contoso.example' }, bob: { name: 'bob@contoso.example' }, gus: { name: 'gus_fabrikam.example#EXT#@contoso.example' } },
    groups: { admins: members },
    provisioned: ['admins'],
  }),
  given(accountAssignments, assignment('Admin', 'group:admins', MANAGEMENT)),
  ...administratorSet,
  ...memberOf(isManagement ? MANAGEMENT : OTHER),
]

/** Ann is in the group all the time. */
export const throughGroup: readonly Given[] = estate()

/** A directory role of Bob's, held for the whole tenant. */
export const roleOfBob = (templateId: string, name: string): readonly Given[] => [
  given(roleDefinitions, role(templateId, name)),
  given(activeRoleAssignments, active('bob', templateId)),
]

/** MFA, or a strength, is required of everybody for everything. */
export const mfa = given(conditionalAccessPolicies, policy('MFA'))
export const phishingResistant = [
  given(authenticationStrengths, strength('strong', ['fido2'])),
  given(conditionalAccessPolicies, policy('Strong', { grant: { authenticationStrengthId: 'strong' } })),
]
