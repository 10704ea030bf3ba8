import { perUserMfaRequirements } from '../../src/datasets/entra/privileged-users.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const inUse: ReadonlySet<string> = new Set(['enabled', 'enforced'])

export default defineRule({
  id: 'entra-per-user-mfa-in-use',
  title: 'No administrator relies on the old MFA per user',
  failureTitle: 'Administrator in the old MFA per user',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'MFA per user asks the same of every sign-in, knows neither risk nor phishing resistance, trusts networks that no report shows, and is switched off for one person by one click that nobody reviews. Where it is on, nobody notices that a policy is missing. Microsoft tells it for one user at a time, in a preview interface (beta), so that only users with privileged roles are asked about; other users may still be in it.',
  remediation: [
    { text: 'Make sure that Conditional Access asks the user for MFA everywhere, then set the state to disabled.' },
    {
      text: 'Switch it off for a user.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.AuthenticationMethod; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/beta/users/USER_ID/authentication/requirements\' -Body \'{"perUserMfaState":"disabled"}\'',
    },
  ],
  verify: [
    {
      text: 'perUserMfaState is disabled.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/users/USER_ID/authentication/requirements' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)'] },
  equivalents: {},
  references: [
    {
      title: 'Per-user MFA, and moving to Conditional Access',
      url: 'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userstates',
    },
  ],
  subjects: perUserMfaRequirements,
  needs: {},
  check({ id, name, perUserMfaState }) {
    if (perUserMfaState === 'disabled') return pass()
    if (!inUse.has(perUserMfaState)) return unknown(`Whether ${name} is in MFA per user is told as ${perUserMfaState}, which is not documented.`)
    return fail(`${name} is an administrator in MFA per user (${perUserMfaState}).`, [evidence('State', perUserMfaState, id)])
  },
})
