import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { settingsByTemplate } from '../../src/estate/entra/directory-settings.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-users-create-groups',
  title: 'Only chosen people create security groups and Microsoft 365 groups',
  failureTitle: 'Every user may create groups',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'access-governance',
  rationale:
    'Groups that anybody creates, anybody owns: their owners invite guests, and names that look official are used for phishing. Security groups and Microsoft 365 groups are two switches; a Microsoft 365 group is a team, a mailbox and a site at once. A group of people who may create Microsoft 365 groups all the same is the way to keep it workable.',
  remediation: [
    {
      text: 'Security groups: take the permission from the default role.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authorizationPolicy\' -Body \'{"defaultUserRolePermissions":{"allowedToCreateSecurityGroups":false}}\'',
    },
    {
      text: 'Microsoft 365 groups: set EnableGroupCreation to false in the settings Group.Unified, and GroupCreationAllowedGroupId to the group of those who may.',
    },
  ],
  verify: [
    {
      text: 'allowedToCreateSecurityGroups and EnableGroupCreation are false. Where Group.Unified is not listed, its default is true.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All,GroupSettings.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groupSettings' -OutputType PSObject).value.values",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.1.3.1', '5.1.3.4'],
    'cis-azure@5.0': ['5.19', '5.21'],
    'mcsb@2': ['PA-7'],
    'nist-800-53@r5': ['AC-6'],
  },
  equivalents: {
    prowler: [
      'entra_policy_default_users_cannot_create_security_groups',
      'entra_users_cannot_create_microsoft_365_groups',
      'entra_policy_default_user_cannot_create_m365_groups',
      'entra_policy_default_user_cannot_create_security_groups',
    ],
    maester: ['MT.1055', 'MT.1069'],
  },
  references: [
    { title: 'Default user permissions', url: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions' },
    { title: 'Settings of Microsoft 365 groups', url: 'https://learn.microsoft.com/entra/identity/users/groups-settings-cmdlets' },
  ],
  subjects: authorizationPolicies,
  needs: { settingsByTemplate },
  check({ id, defaultUserRolePermissions: { allowedToCreateSecurityGroups } }, { settingsByTemplate: { groups } }) {
    const mayCreateUnified = groups.isOn('EnableGroupCreation', true)
    if (!allowedToCreateSecurityGroups && !mayCreateUnified) return pass()
    const what = [...(allowedToCreateSecurityGroups ? ['security groups'] : []), ...(mayCreateUnified ? ['Microsoft 365 groups'] : [])]
    return fail(`Every user may create ${what.join(' and ')}.`, [
      evidence('Users may create security groups', allowedToCreateSecurityGroups, id),
      evidence('Users may create Microsoft 365 groups', mayCreateUnified),
      ...(groups.isChanged ? [] : [evidence('Settings of Microsoft 365 groups', 'never changed')]),
    ])
  },
})
