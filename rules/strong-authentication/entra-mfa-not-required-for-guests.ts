import { MICROSOFT_TEAMS, SHAREPOINT_ONLINE } from '../../src/analysis/conditional-access/applications.ts'
import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import type { Question } from '../../src/analysis/conditional-access/question.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whereUncovered, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { foreignAccess } from '../../src/estate/entra/outsiders.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const mfa: Question['suffices'] = assurance => rankOf(assurance) >= rankOf('mfa')

export default defineRule({
  id: 'entra-mfa-not-required-for-guests',
  title: 'Guests and other external people sign in with MFA, to every application',
  failureTitle: 'MFA not required for guests',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'A guest’s password is kept by somebody else, by rules that are not known here. Asked about is each kind of external people that Conditional Access tells apart: guests and members invited from elsewhere, guests with an account here, users of other organizations who come by direct connect (where inbound settings let any in; they reach shared channels of Teams only), and people of service providers. MFA counts where it was done: here, or in the home tenant whose MFA is believed; nobody is asked for it by that belief alone. An authentication strength binds only who signs in with Microsoft Entra: for guests with e-mail codes, Google or another identity provider the multifactor control is needed, and as the directory does not tell who they are, a strength alone leaves it open. Whether a policy for all users reaches people without a row in the directory is not documented, so that only policies which name their kind count for them.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all types of guests and external users and all resources that grants access with multifactor authentication (the control, not a strength alone).',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"MFA for guests","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider","externalTenants":{"@odata.type":"#microsoft.graph.conditionalAccessAllExternalTenants","membershipKind":"all"}}},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}\'',
    },
    { text: 'Watch it in report-only mode, then set its state to enabled.' },
    { text: 'Believe the MFA of an organization only where you know how it is done there: it spares its people a second registration.' },
  ],
  verify: [
    { text: 'Scan again: no guest and no kind of external people is listed as uncovered.' },
    {
      text: 'Read whose MFA is believed.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; 'default','partners' | ForEach-Object { Invoke-MgGraphRequest -Uri ('https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/' + $_) -OutputType PSObject }",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(2)', 'IA-8'] },
  equivalents: { prowler: ['entra_conditional_access_policy_mfa_enforced_for_guest_users'], maester: ['MT.1016'] },
  references: [
    {
      title: 'Authentication and Conditional Access for external users',
      url: 'https://learn.microsoft.com/entra/external-id/authentication-conditional-access',
    },
    {
      title: 'Require an authentication strength for external users',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-guests-mfa-strength',
    },
    {
      title: 'Conditional Access: users and groups',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
    },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess, foreignAccess },
  check(_tenant, { conditionalAccess, foreignAccess }) {
    const { outsiders, guestDevices, mfaBelieved } = foreignAccess
    const of = (kind: string) => ({ outsiders: outsiders.filter(each => each.kind === kind) })
    const ask = (who: Question['who'], applications: Question['applications']) =>
      conditionalAccess.cover({ who, applications, clients: modernClients, suffices: mfa, foreignDevices: guestDevices })
    const parts = [
      { people: 'guests', coverage: ask('guests', 'any') },
      { people: 'kinds of people by direct connect', coverage: ask(of('direct-connect'), [MICROSOFT_TEAMS, SHAREPOINT_ONLINE]) },
      { people: 'service providers', coverage: ask(of('service-provider'), 'any') },
    ]
    const holes = parts.filter(({ coverage }) => coverage.status === 'hole')
    if (holes.length > 0) {
      const facts = [
        ...parts.flatMap(({ people, coverage }) => (coverage.status === 'covered' ? [] : coverageEvidence(coverage, people, 'were no longer excluded'))),
        evidence('MFA is believed of', mfaBelieved),
        evidence('Security defaults', conditionalAccess.securityDefaultsEnabled),
      ]
      const few = holes.map(({ people, coverage }) => `${coverage.uncoveredUsers.length} of ${coverage.asked} ${people}`).join(' and ')
      if (conditionalAccess.securityDefaultsEnabled)
        return fail(`Security defaults are on and no more: ${few} are asked for MFA only when Microsoft judges it necessary.`, facts, 'medium')
      const [first] = holes
      const where = holes.length === 1 && first !== undefined ? ` to ${whereUncovered(first.coverage)}` : ''
      return fail(`Conditional Access lets ${few} sign in${where} without MFA: ${whyUncovered(holes.flatMap(({ coverage }) => coverage.witnesses))}.`, facts)
    }
    const open = parts.filter(({ coverage }) => coverage.status === 'undecided')
    if (open.length === 0) return pass()
    return unknown(`Whether MFA is required of ${open.map(({ people, coverage }) => `${people}: ${whyUndecided(coverage)}`).join(' Of ')}`)
  },
})
