import { conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-continuous-access-evaluation-disabled',
  title: 'No Conditional Access policy turns continuous access evaluation off',
  failureTitle: 'Continuous access evaluation turned off',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'With continuous access evaluation Exchange, SharePoint, Teams and Microsoft Graph hear within minutes that an account was disabled, a password changed, sessions revoked or an address left behind. It is on by itself. Where a policy turns it off, a stolen access token lasts its hour, whatever is done about the account. The session control is told by the beta version of Graph alone.',
  remediation: [
    {
      text: 'Take the session control out of the policy, or make it strict location enforcement.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/beta/identity/conditionalAccess/policies/POLICY_ID\' -Body \'{"sessionControls":{"continuousAccessEvaluation":null}}\'',
    },
  ],
  verify: [
    {
      text: 'Read the session controls of the policy.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/identity/conditionalAccess/policies/POLICY_ID' -OutputType PSObject).sessionControls.continuousAccessEvaluation",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-7'], 'nist-800-53@r5': ['AC-12'] },
  equivalents: {},
  references: [
    {
      title: 'Continuous access evaluation',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-continuous-access-evaluation',
    },
    {
      title: 'continuousAccessEvaluationSessionControl',
      url: 'https://learn.microsoft.com/graph/api/resources/continuousaccessevaluationsessioncontrol?view=graph-rest-beta',
    },
  ],
  subjects: conditionalAccessPolicies,
  needs: {},
  where: ({ state }) => state === 'enabled',
  check({ id, name, sessionControls }) {
    if (sessionControls === null) return pass()
    const { continuousAccessEvaluation: mode } = sessionControls
    if (mode === undefined) return unknown(`Whether policy "${name}" turns continuous access evaluation off: the snapshot does not tell.`)
    return mode === 'disabled' ? fail(`Policy "${name}" turns continuous access evaluation off.`, [evidence('Continuous access evaluation', mode, id)]) : pass()
  },
})
