import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import type { Coverage } from '../../src/analysis/conditional-access/question.ts'
import { protectableActions } from '../../src/datasets/entra/protected-actions.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { administrators } from '../../src/estate/entra/privileged-holders.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Actions that open the tenant, or destroy what cannot be restored, among those that can be protected: https://learn.microsoft.com/entra/identity/role-based-access-control/protected-actions-overview */
const destructive = new Set([
  'microsoft.directory/conditionalaccesspolicies/basic/update',
  'microsoft.directory/conditionalaccesspolicies/delete',
  'microsoft.directory/deleteditems/delete',
])

export default defineRule({
  id: 'entra-protected-actions-missing',
  title: 'Destructive actions on the directory need a fresh, strong proof',
  failureTitle: 'Destructive action on the directory needs no further proof',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'Whoever took over the session of an administrator changes Conditional Access, or deletes for good what was in the recycle bin. A protected action asks for an authentication context at that moment, behind which a policy demands MFA or more. Asked about are changing and deleting Conditional Access policies and deleting objects for good, as far as the tenant can protect them; that the context is set, and that administrators must prove MFA for it. Which context an action has is told by the beta version of Graph alone.',
  remediation: [
    { text: 'Create an authentication context and an enabled Conditional Access policy for it that requires phishing-resistant MFA and sign-in every time.' },
    {
      text: 'Give the action that context (Roles and administrators, Protected actions).',
      command:
        'Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory,Policy.ReadWrite.ConditionalAccess,Policy.Read.All; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/beta/roleManagement/directory/resourceNamespaces/microsoft.directory/resourceActions/ACTION_ID\' -Body \'{"authenticationContextId":"c1"}\'',
    },
  ],
  verify: [
    {
      text: 'List the protected actions.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/roleManagement/directory/resourceNamespaces/microsoft.directory/resourceActions?$select=name,authenticationContextId&$top=999' -OutputType PSObject).value | Where-Object authenticationContextId",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7', 'IM-6'] },
  equivalents: { zta: ['21964'] },
  references: [
    { title: 'Protected actions', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/protected-actions-overview' },
    {
      title: 'unifiedRbacResourceAction',
      url: 'https://learn.microsoft.com/graph/api/resources/unifiedrbacresourceaction?view=graph-rest-beta',
    },
  ],
  withoutLicence: {
    plans: premiumPlans,
    verdict: 'not-applicable',
    message: 'Protected actions rest on Conditional Access, which needs Microsoft Entra ID P1.',
  },
  subjects: protectableActions,
  needs: { conditionalAccess, administrators },
  where: ({ name }) => destructive.has(name.toLowerCase()),
  check({ id, name, authenticationContext: context }, { conditionalAccess, administrators: { holdersOf, also, unclear } }) {
    if (context === null) return fail(`${name} needs no authentication context.`, [evidence('Authentication context', 'none', id)])
    const policies = conditionalAccess.contextPolicies(context)
    const named = [
      evidence('Authentication context', context, id),
      evidence(
        'Policies for it, in whatever state',
        policies.map(policy => policy.name),
      ),
    ]
    // Where no policy is about the context, nobody can satisfy less than the sign-in did: the action is open.
    if (policies.length === 0) return fail(`${name} needs authentication context ${context}, for which there is no policy.`, named)
    const coverage: Coverage = conditionalAccess.cover({
      who: { holdersOf, also },
      applications: { context },
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
    })
    if (coverage.status === 'hole')
      return fail(
        `${name} needs authentication context ${context}, for which ${coverage.uncoveredUsers.length} of ${coverage.asked} administrators need not prove MFA: ${whyUncovered(coverage.witnesses)}.`,
        named,
      )
    if (coverage.status === 'undecided') return unknown(`Whether ${name} needs MFA: ${whyUndecided(coverage)}`)
    if (unclear.length > 0) return unknown(`Whether ${name} needs MFA of every administrator: who ${unclear.join(', ')} is, is not known.`)
    return coverage.asked === 0 && coverage.emergencyAccess.asked.length === 0
      ? unknown(`No enabled administrator was found to ask about for authentication context ${context}.`)
      : pass()
  },
})
