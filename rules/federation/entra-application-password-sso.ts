import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-password-sso',
  title: 'Enterprise applications trust Entra ID, and are not handed stored passwords',
  failureTitle: 'Application with password-based sign-on',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'With password-based sign-on Entra ID keeps a user name and a password of the application, and a browser extension types them in. The application knows nothing of Entra ID: whoever has the password signs in around MFA and Conditional Access, often many people by the same account, and disabling a person does not change it. Linked sign-on, which is only a link, cannot be told apart by Microsoft Graph.',
  remediation: [
    { text: 'See whether the application can do SAML or OpenID Connect, and change it over (Enterprise applications > the application > Single sign-on).' },
    { text: 'Where it cannot: give everybody an account and a password of their own there, and change them when somebody leaves.' },
  ],
  verify: [{ text: 'preferredSingleSignOnMode is not password.', command: 'az ad sp show --id OBJECT_ID --query preferredSingleSignOnMode' }],
  frameworks: { 'mcsb@2': ['IM-1', 'IM-5'], 'nist-800-53@r5': ['IA-2', 'IA-5(1)'] },
  equivalents: {},
  references: [
    { title: 'Plan a single sign-on deployment', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/plan-sso-deployment' },
    { title: 'servicePrincipal', url: 'https://learn.microsoft.com/graph/api/resources/serviceprincipal' },
  ],
  subjects: servicePrincipals,
  needs: {},
  where: ({ accountEnabled, preferredSingleSignOnMode }) => accountEnabled && preferredSingleSignOnMode !== null,
  check(program) {
    if (program.preferredSingleSignOnMode?.toLowerCase() !== 'password') return pass()
    return fail(`${program.name} is signed in to with passwords that Entra ID keeps.`, [
      evidence('Sign-on mode', program.preferredSingleSignOnMode, program.id),
      evidence('Application id', program.appId),
    ])
  },
})
