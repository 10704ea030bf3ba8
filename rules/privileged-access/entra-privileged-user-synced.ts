import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { wayWords } from '../../src/estate/entra/role-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-privileged-user-synced',
  title: 'Administrators have cloud-only accounts',
  failureTitle: 'Privileged account synchronized from on-premises',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'A synchronized account is made, unlocked and given its password by the domain: whoever owns a domain controller, or the server of Microsoft Entra Connect, becomes administrator of the tenant with it. It joins what is to be kept apart when one side falls. Asked about is everyone who holds a privileged role or could activate one, through groups too, disabled accounts included: enabling one is done on-premises.',
  remediation: [
    { text: 'Create a cloud-only account for administration, make it eligible for the role, then remove the synchronized account’s assignments.' },
    {
      text: 'Remove an assignment.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ASSIGNMENT_ID'",
    },
  ],
  verify: [
    {
      text: 'onPremisesSyncEnabled is null or false.',
      command:
        "Connect-MgGraph -Scopes User.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users/USER_ID?$select=userPrincipalName,onPremisesSyncEnabled' -OutputType PSObject",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['1.1.1'], 'scuba-aad@1.8': ['MS.AAD.7.3'], 'mcsb@2': ['PA-1', 'IM-2'], 'nist-800-53@r5': ['AC-6(5)'] },
  equivalents: {
    prowler: ['entra_admin_users_cloud_only'],
    scuba: ['MS.AAD.7.3v1'],
    maester: ['CISA.MS.AAD.7.3', 'CIS.M365.1.1.1', 'MT.1026'],
    zta: ['21814'],
    entrafalcon: ['USR-007'],
  },
  references: [
    {
      title: 'Protect Microsoft 365 from on-premises attacks',
      url: 'https://learn.microsoft.com/entra/architecture/protect-m365-from-on-premises-attacks',
    },
    { title: 'Best practices for Microsoft Entra roles', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices' },
  ],
  subjects: privilegedHolders,
  needs: { entraUsers },
  where: ({ kind }) => kind !== 'servicePrincipal',
  check(holder, { entraUsers }) {
    const { roles } = holder
    const user = entraUsers.get(holder.id)
    const held = roles.map(({ role }) => role.name).join(' and ')
    if (user === undefined) return unknown(`${holder.name} holds or could activate ${held}, and who that is, is not known.`)
    if (user.onPremisesSyncEnabled !== true) return pass()
    return fail(`${user.name} is synchronized from on-premises, and holds or could activate ${held}.`, [
      evidence('Synchronized from on-premises', true, user.id),
      evidence('Account enabled', user.accountEnabled),
      ...roles.flatMap(({ role, ways }) => ways.map(way => evidence(role.name, wayWords(way), way.assignment))),
    ])
  },
})
