import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { privilegedUserAccounts } from '../../src/datasets/entra/privileged-users.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Services through which strangers reach a person, as plans name them. */
const productivity: ReadonlyMap<string, string> = new Map([
  ['exchange', 'a mailbox'],
  ['teamspaceapi', 'Teams'],
  ['sharepoint', 'SharePoint and OneDrive'],
])

export default defineRule({
  id: 'entra-privileged-user-with-mailbox',
  title: 'Administrators work with accounts that have no mailbox',
  failureTitle: 'Privileged account with a mailbox',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'Mail, chats and shared files are how strangers reach an account, and why its owner stays signed in all day. An account for administration alone, without a licence for them, gets no phishing mail and has no session to steal. Asked about are enabled users who hold a privileged role or could activate one.',
  remediation: [
    {
      text: 'Give administrators a second, cloud-only account for their roles, with a licence for Microsoft Entra ID P2 and nothing else, and remove the roles from the everyday one.',
    },
  ],
  verify: [
    {
      text: 'assignedPlans has no enabled plan of service exchange.',
      command:
        "Connect-MgGraph -Scopes User.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users/USER_ID?$select=userPrincipalName,assignedPlans' -OutputType PSObject",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['1.1.4'], 'mcsb@2': ['PA-1', 'PA-6'], 'nist-800-53@r5': ['AC-6(2)'] },
  equivalents: { prowler: ['admincenter_users_admins_reduced_license_footprint'], maester: ['CIS.M365.1.1.4'] },
  references: [
    {
      title: 'Securing privileged access: separate accounts',
      url: 'https://learn.microsoft.com/security/privileged-access-workstations/privileged-access-accounts',
    },
  ],
  subjects: privilegedHolders,
  needs: { entraUsers, privilegedUserAccounts },
  where: ({ id, kind }, { entraUsers }) => kind === 'group' || kind === 'unknown' || entraUsers.get(id)?.accountEnabled === true,
  check({ id, kind, name }, { privilegedUserAccounts }) {
    if (kind === 'group' || kind === 'unknown') return unknown(`${name} holds or could activate a privileged role, and who that is, is not known.`)
    const services = privilegedUserAccounts.get(id)?.services
    if (services === undefined) return unknown(`What ${name} is licensed for was not told.`)
    const found = services.flatMap(service => productivity.get(service.toLowerCase()) ?? [])
    if (found.length === 0) return pass()
    return fail(`${name} is an administrator with ${[...new Set(found)].join(', ')}.`, [evidence('Enabled services', services, id)])
  },
})
