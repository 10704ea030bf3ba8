import { entraApplications } from '../../src/datasets/entra/app-registrations.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-implicit-grant',
  title: 'Applications get tokens by the authorization code flow, not by the implicit grant',
  failureTitle: 'Implicit grant on',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'With the implicit grant the token comes back in the address of the page, where browser history, logs and every script on the page see it; nothing binds it to who asked. Browsers that block third-party cookies have broken it besides. Access tokens so issued are the fault. ID tokens alone are shown only: they open nothing, and the built-in authentication of App Service needs them.',
  remediation: [
    {
      text: 'Move single-page applications to the authorization code flow with PKCE (MSAL.js 2 or later), with their addresses under Single-page application.',
    },
    {
      text: 'Then turn the grant off: App registrations > the application > Authentication > Implicit grant and hybrid flows.',
      command: 'az ad app update --id APPLICATION_ID --enable-access-token-issuance false',
    },
  ],
  verify: [{ text: 'Both are false.', command: 'az ad app show --id APPLICATION_ID --query web.implicitGrantSettings' }],
  frameworks: { 'mcsb@2': ['IM-3'], 'nist-800-53@r5': ['IA-8', 'SC-23'] },
  equivalents: {},
  references: [
    { title: 'Implicit grant flow', url: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-implicit-grant-flow' },
    {
      title: 'Security best practices for application properties: implicit grant',
      url: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration#implicit-grant-flow',
    },
  ],
  subjects: entraApplications,
  needs: {},
  check(application) {
    const { accessTokens, idTokens } = application.implicitGrant
    if (!accessTokens && !idTokens) return pass()
    const facts = [evidence('Access tokens', accessTokens, application.id), evidence('ID tokens', idTokens), evidence('Application id', application.appId)]
    return accessTokens
      ? fail(`${application.name} is given access tokens in the address of a page.`, facts)
      : fail(`${application.name} is given ID tokens in the address of a page, which open nothing by themselves.`, facts, 'info')
  },
})
