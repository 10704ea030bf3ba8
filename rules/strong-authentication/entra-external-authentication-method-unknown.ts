import { externalAuthenticationMethods } from '../../src/datasets/entra/certificate-trust.ts'
import { declaredPrograms } from '../../src/estate/entra/declared-programs.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-external-authentication-method-unknown',
  title: 'Every provider whose word counts as a second factor is declared',
  failureTitle: 'Undeclared provider whose word counts as a second factor',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'An external authentication method sends people to another provider, and what that provider says meets every policy that demands MFA. Whoever adds one of their own, or holds the keys of one, has the second factor of everybody it is for. It does not meet an authentication strength. Declare the ones that are meant by the application that stands for them (declared, kind: application, id: its application id).',
  remediation: [
    { text: 'Ask who runs it. Declare it if it is meant; delete it if nobody knows it, and look in the audit log for who added it.' },
    { text: 'Limit it to the groups that need it, and demand an authentication strength where it matters: it does not meet one.' },
  ],
  verify: [
    {
      text: 'Every external method is known.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/policies/authenticationMethodsPolicy' -OutputType PSObject).authenticationMethodConfigurations | Where-Object { $_.'@odata.type' -like '*externalAuthenticationMethod*' }",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'] },
  equivalents: {},
  references: [
    {
      title: 'Manage an external authentication method',
      url: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-external-method-manage',
    },
    {
      title: 'externalAuthenticationMethodConfiguration',
      url: 'https://learn.microsoft.com/graph/api/resources/externalauthenticationmethodconfiguration?view=graph-rest-beta',
    },
  ],
  subjects: externalAuthenticationMethods,
  needs: { declaredPrograms },
  check({ id, name, state, appId, discoveryUrl, isForEverybody }, { declaredPrograms }) {
    if (state !== 'enabled') return pass()
    if (appId !== null && declaredPrograms(appId) !== undefined) return pass()
    return fail(`What ${name} says counts as a second factor${isForEverybody ? ' for everybody' : ''}, and nobody declared it.`, [
      evidence('Application', appId ?? 'not told', id),
      evidence('Keys at', discoveryUrl ?? 'not told'),
      evidence('For everybody', isForEverybody),
    ])
  },
})
