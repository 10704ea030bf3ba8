import { synchronizationRoles } from '../../src/analysis/conditional-access/security-defaults.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { type RolePrincipal, rolePrincipals } from '../../src/estate/entra/role-principals.ts'
import { wayWords } from '../../src/estate/entra/role-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isForSynchronization = ({ templateId }: RolePrincipal['roles'][number]['role']): boolean => synchronizationRoles.includes(templateId.toLowerCase())

/** Names that Microsoft Entra Connect and cloud sync give their accounts: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions#microsoft-entra-connector-account */
const OF_CONNECT = /^(?:Sync_[^@]+_[0-9a-f]+|ADToAADSyncServiceAccount(?:-[^@]*)?)@/i

export default defineRule({
  id: 'entra-sync-account-overprivileged',
  title: 'The synchronization account holds its own role and nothing else',
  failureTitle: 'Synchronization account with more than its role',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'The password of this account lies on the synchronization server, where whoever administers that server reads it; no MFA protects it, and policies leave it out. With another role it is a way from the server into the whole tenant. The role in anybody else’s hands (medium) is a program’s power without its limits: it may change password hashes and create users. Newer versions of Connect run as an application instead; an application that holds the role is asked about alike.',
  remediation: [
    { text: 'Remove every other role from the account. Treat the synchronization server as a domain controller.' },
    { text: 'Let Connect sign in as an application with a certificate in the server’s TPM, and remove the account.' },
    { text: 'Remove the synchronization role from whoever is not Connect or cloud sync.' },
  ],
  verify: [
    {
      text: 'The principal has one assignment, and only accounts of Connect have the role.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq ''d29b2b05-8046-44ba-8758-1e26182fcf32''&$expand=principal' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'IM-2'], 'nist-800-53@r5': ['AC-6(1)', 'AC-6(5)'] },
  equivalents: { zta: ['24570'] },
  references: [
    {
      title: 'Microsoft Entra Connect: accounts and permissions',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-accounts-permissions',
    },
    {
      title: 'Authenticate by application identity',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/authenticate-application-id',
    },
  ],
  subjects: rolePrincipals,
  needs: { entraUsers },
  where: ({ roles }) => roles.some(({ role }) => isForSynchronization(role)),
  check({ id, kind, name, roles }, { entraUsers }) {
    if (kind === 'group' || kind === 'unknown') return unknown(`${name} holds a role for synchronization, and who that is, is not known.`)
    const others = roles.filter(({ role }) => !isForSynchronization(role))
    const facts = roles.flatMap(({ role, ways }) => ways.map(way => evidence(role.name, wayWords(way), way.assignment)))
    if (others.length > 0)
      return fail(
        `${kind === 'user' ? '' : 'Application '}${name} synchronizes the directory and holds ${others.map(({ role }) => role.name).join(' and ')} besides.`,
        facts,
      )
    const user = entraUsers.get(id)
    if (user === undefined || OF_CONNECT.test(user.name)) return pass()
    return fail(
      `${name} may synchronize the directory, and is not called as the accounts of Microsoft Entra Connect are.`,
      [...facts, evidence('Synchronized from on-premises', user.onPremisesSyncEnabled === true, user.id)],
      user.onPremisesSyncEnabled === true ? 'high' : 'medium',
    )
  },
})
