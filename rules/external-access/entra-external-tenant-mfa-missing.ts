import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { entraOrganizations } from '../../src/datasets/entra/tenant.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** The types of tenants for customers: https://learn.microsoft.com/graph/api/resources/organization#properties */
const EXTERNAL = 'CIAM'
const B2C = 'AAD B2C'

export default defineRule({
  id: 'entra-external-tenant-mfa-missing',
  title: 'Customers sign in with MFA in tenants for customers',
  failureTitle: 'Customers sign in without MFA',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'external-access',
  rationale:
    'In an external tenant customers are the users, with passwords that they use elsewhere too. A user flow has no setting for MFA: only Conditional Access asks for it, so that every enabled user and every application is asked about. In Azure AD B2C it is the user flows and custom policies that ask, which no property of Microsoft Graph tells; that stays unknown, and such tenants are best moved, as B2C is closed to new customers since May 2025.',
  remediation: [
    {
      text: 'Turn a second factor on for customers (e-mail one-time passcode or text message), and create a Conditional Access policy for all users and all applications that requires multifactor authentication.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"MFA for customers","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}\'',
    },
  ],
  verify: [{ text: 'Scan again: no user is listed as uncovered.' }],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-8'] },
  equivalents: {},
  references: [
    { title: 'MFA in external tenants', url: 'https://learn.microsoft.com/entra/external-id/customers/concept-multifactor-authentication-customers' },
    { title: 'Azure AD B2C: end of sale', url: 'https://learn.microsoft.com/azure/active-directory-b2c/faq' },
  ],
  subjects: entraOrganizations,
  needs: { conditionalAccess },
  where: ({ tenantType }) => tenantType === EXTERNAL || tenantType === B2C,
  check({ name, tenantType }, { conditionalAccess }) {
    if (tenantType === B2C) return unknown(`Whether the user flows and custom policies of ${name} ask for MFA: no property of Microsoft Graph tells it.`)
    const coverage = conditionalAccess.cover({
      who: 'everybody',
      applications: 'any',
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
    })
    if (coverage.status === 'undecided') return unknown(`Whether customers sign in with MFA: ${whyUndecided(coverage)}`)
    if (coverage.status === 'covered') return coverage.asked === 0 ? unknown('No enabled user was found to ask about.') : pass()
    const few = `${coverage.uncoveredUsers.length} of ${coverage.asked} users of ${name}`
    if (conditionalAccess.securityDefaultsEnabled)
      return fail(
        `Security defaults are on and no more: ${few} are asked for MFA only when Microsoft judges it necessary.`,
        coverageEvidence(coverage, 'Enabled users'),
      )
    return fail(`Conditional Access lets ${few} sign in without MFA: ${whyUncovered(coverage.witnesses)}.`, coverageEvidence(coverage, 'Enabled users'))
  },
})
