import { relationOf, signsInElsewhere } from '../../src/analysis/conditional-access/people.ts'
import { registrationDetails } from '../../src/datasets/entra/authentication-methods.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { registrationDuties } from '../../src/estate/entra/mfa-registrants.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-user-not-registered-for-mfa',
  title: 'Everyone who signs in here, and every administrator, has registered a method for MFA that the tenant allows',
  failureTitle: 'User cannot do MFA',
  cloud: 'entra',
  severity: 'medium',
  upTo: 'critical',
  recommendation: 'strong-authentication',
  rationale:
    'Who has registered nothing is either let in with a password, or asked to register at the next sign-in, and then whoever knows the password registers first. It is critical where the user holds a privileged role or could activate one. Capable counts, not registered: a method that the tenant no longer allows does not help. A guest whose account is of this tenant signs in here like a member. Invited guests sign in at home and may do MFA there, which is not read: without a privileged role they are left aside, with one and nothing registered here it is left open. Disabled accounts, declared emergency access accounts (judged by rules of their own) and the account of Microsoft Entra Connect, as long as it holds no other role, are left aside.',
  remediation: [
    {
      text: 'Give the user a Temporary Access Pass and have them register a passkey or Microsoft Authenticator with it.',
      command:
        'Connect-MgGraph -Scopes UserAuthenticationMethod.ReadWrite.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/users/USER_ID/authentication/temporaryAccessPassMethods\' -Body \'{"lifetimeInMinutes":60,"isUsableOnce":true}\'',
    },
    { text: 'Require MFA, or a managed device or a trusted network, for the registration of security information.' },
    { text: 'Disable accounts that nobody uses.', command: 'az ad user update --id USER_ID --account-enabled false' },
  ],
  verify: [
    {
      text: 'Nobody enabled is listed but invited guests without a privileged role, who do MFA at home.',
      command:
        "Connect-MgGraph -Scopes AuditLog.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails?$filter=isMfaCapable eq false' -OutputType PSObject).value",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.2.3.4'],
    'cis-azure@5.0': ['5.1.2'],
    'mcsb@2': ['IM-6'],
    'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'],
  },
  equivalents: {
    prowler: ['entra_users_mfa_capable', 'entra_privileged_user_has_mfa', 'entra_non_privileged_user_has_mfa'],
    entrafalcon: ['USR-012'],
  },
  references: [
    { title: 'User registration details', url: 'https://learn.microsoft.com/graph/api/resources/userregistrationdetails' },
    {
      title: 'Authentication methods activity',
      url: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity',
    },
  ],
  withoutLicence: {
    plans: premiumPlans,
    verdict: 'not-applicable',
    message: 'Microsoft reports what users have registered only to tenants with Microsoft Entra ID P1.',
  },
  subjects: entraUsers,
  needs: { registrationDetails, registrationDuties, privilegedHolders, emergencyAccess },
  where: (user, { registrationDuties, emergencyAccess }) => user.accountEnabled && !emergencyAccess.has(user.id) && registrationDuties(user).is !== 'none',
  check(user, { registrationDetails, registrationDuties, privilegedHolders }) {
    const { is, open } = registrationDuties(user)
    if (is === 'open')
      return unknown(`Whether ${user.name} is to register here depends on roles they may hold through ${open.join(' or ')}, whose members are not known.`)
    const registered = registrationDetails.get(user.id)
    if (registered === undefined) return unknown(`The report has no line about ${user.name}.`)
    if (registered.isMfaCapable) return pass()
    const held = privilegedHolders.get(user.id)?.roles.map(({ role: { name } }) => name) ?? []
    const methods = registered.methodsRegistered
    const why = registered.isMfaRegistered ? 'registered only methods for MFA that the tenant does not allow' : 'registered no method for MFA'
    const roles = held.length === 0 ? '' : `, and holds or could activate ${held.join(' and ')}`
    if (signsInElsewhere(relationOf(user)))
      return unknown(`${user.name} has ${why} here${roles}, and signs in from another organization, whose MFA is not read.`)
    return fail(
      `${user.name} has ${why}${roles}.`,
      [
        evidence('Methods registered', methods.length === 0 ? 'none' : methods, registered.id),
        evidence('Registered for MFA', registered.isMfaRegistered),
        evidence('Privileged roles', held.length > 0 ? held : open.length === 0 ? 'none' : `none known; the members of ${open.join(', ')} are not`),
        ...(registered.lastUpdatedAt === null ? [] : [evidence('As of', registered.lastUpdatedAt)]),
      ],
      held.length === 0 ? undefined : 'critical',
    )
  },
})
