import { azureOwnerProtections } from '../../src/datasets/azure/principals.ts'
import { azureDirectory } from '../../src/estate/azure/directory.ts'
import { protectsFromHelpdesk } from '../../src/estate/azure/helpdesk.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-owner-resettable-by-helpdesk',
  title: 'No helpdesk can reset the password of who owns Azure',
  failureTitle: 'Helpdesk can reset the password of an owner of Azure',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Entra keeps helpdesks from the passwords of its own administrators, and knows nothing of Azure: who is Owner, User Access Administrator or Role Based Access Control Administrator of a subscription or a management group is to it a user like any other. A Helpdesk Administrator, or who phones one, resets the password and owns the subscription. Out of reach are who holds a directory role that helpdesks may not touch, members of groups that can be assigned to roles, and members of a restricted management administrative unit. Eligible owners count, and who could join a group of owners through PIM for Groups: they need only activate. Owning a group that can be assigned to roles protects as well, and is not read. Guests sign in elsewhere and are left out, and so are accounts that are off, which no helpdesk turns on.',
  remediation: [
    { text: 'Put the owners into a group that can be assigned to roles, and give the group the role, eligible.' },
    { text: 'Or put them into a restricted management administrative unit.' },
  ],
  verify: [
    {
      text: 'The user is in a group with isAssignableToRole, or in a unit with isMemberManagementRestricted.',
      command: "az rest --url 'https://graph.microsoft.com/v1.0/users/USER_ID/transitiveMemberOf'",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'IM-6'], 'nist-800-53@r5': ['AC-6', 'IA-5'] },
  equivalents: {},
  references: [
    {
      title: 'Who can reset passwords',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-reset-passwords',
    },
    {
      title: 'Restricted management administrative units',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management',
    },
  ],
  subjects: azureOwnerProtections,
  needs: { azureDirectory },
  where({ id }, { azureDirectory }) {
    const user = azureDirectory.get(id)
    // A helpdesk resets passwords, and cannot turn on an account that is off.
    return user?.userType !== 'Guest' && user?.accountEnabled !== false
  },
  check(owner, { azureDirectory }) {
    const user = azureDirectory.get(owner.id)
    if (user === undefined) return unknown(`What kind of user ${owner.name} is could not be read.`)
    if (protectsFromHelpdesk(owner)) return pass()
    return fail(`${owner.name} may give away roles in a whole subscription or more, and a helpdesk can reset the password.`, [
      evidence('Directory roles', owner.directoryRoles.length, owner.id),
      evidence('Groups that can be assigned to roles', 'none', owner.id),
      evidence('Restricted management administrative units', 'none', owner.id),
      evidence('Synchronized from on-premises', user.onPremisesSyncEnabled === true, user.id),
      evidence('Not read', 'Ownership of groups that can be assigned to roles'),
    ])
  },
})
