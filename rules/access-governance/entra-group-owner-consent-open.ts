import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { consentForOwned } from '../../src/estate/entra/consent-policies.ts'
import { settingsByTemplate } from '../../src/estate/entra/directory-settings.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** What these allow is Microsoft's to change. */
const isManaged = (name: string): boolean => name.startsWith('microsoft-dynamically-managed-permissions-')
/** What administrators approved before. */
const isApproved = (name: string): boolean => name.startsWith('microsoft-pre-approval-apps-')
const isBuiltIn = (name: string): boolean => name.startsWith('microsoft-')

export default defineRule({
  id: 'entra-group-owner-consent-open',
  title: 'Owners of groups and teams do not let applications in on their own',
  failureTitle: 'Group owners may consent to applications',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'An owner of a team can let an application read every message and file in it, of all its members: that turning off consent for users does not end. Two places decide: the directory’s consent settings, which win while they are on, and the consent policies for owned resources. Policies that Microsoft manages are a finding of low severity; those of the tenant’s own are not read, and left open, and so is a tenant that has neither.',
  remediation: [
    { text: 'Entra admin center, Enterprise applications, Consent and permissions, Group owner consent: do not allow, or allow for chosen owners.' },
    { text: 'Take ManagePermissionGrantsForOwnedResource policies from the default role, or assign those with pre-approval only.' },
  ],
  verify: [
    {
      text: 'No ManagePermissionGrantsForOwnedResource policy is assigned, and EnableGroupSpecificConsent is false.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).defaultUserRolePermissions.permissionGrantPoliciesAssigned",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7'], 'nist-800-53@r5': ['AC-3', 'AC-6'] },
  equivalents: { maester: ['EIDSCA.CP01'], zta: ['21810'] },
  references: [
    { title: 'Configure group and team owner consent', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent-groups' },
    { title: 'Manage group owner consent policies', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/manage-group-owner-consent-policies' },
  ],
  subjects: authorizationPolicies,
  needs: { settingsByTemplate },
  check(policy, { settingsByTemplate: { consent } }) {
    const assigned = consentForOwned(policy)
    const chosen = consent.value('ConstrainGroupSpecificConsentToMembersOfGroupId') ?? ''
    const setting = consent.value('EnableGroupSpecificConsent') ?? ''
    const facts = [
      evidence('Consent policies for owned resources', [...assigned], policy.id),
      evidence('Setting for group owners', setting === '' ? 'not set' : setting),
      ...(chosen === '' ? [] : [evidence('Only members of', chosen)]),
    ]
    if (consent.isOn('EnableGroupSpecificConsent', false))
      return chosen === ''
        ? fail('Every owner of a group or team may let applications read it.', facts)
        : fail('Owners of groups and teams who are in a chosen group may let applications read them.', facts, 'low')
    const wide = assigned.filter(name => isBuiltIn(name) && !isManaged(name) && !isApproved(name))
    if (wide.length > 0) return fail(`Owners may let any application read what they own, by ${wide.join(', ')}.`, facts)
    if (assigned.some(isManaged)) return fail('What owners of groups, teams and chats may consent to is left to Microsoft.', facts, 'low')
    const own = assigned.filter(name => !isBuiltIn(name))
    if (own.length > 0) return unknown(`Owners consent by a policy of the tenant’s own (${own.join(', ')}), whose conditions are not read.`)
    return assigned.length === 0 && setting === ''
      ? unknown('Neither a consent policy nor the setting says whether owners may consent; what holds then is not documented.')
      : pass()
  },
})
