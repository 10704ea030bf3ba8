import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { awsSignIns } from '../../src/estate/entra/aws-sign-ins.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-mfa-not-required-for-aws',
  title: 'Everyone who can sign in to AWS through Entra does so with MFA',
  failureTitle: 'MFA not required for AWS',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'strong-authentication',
  rationale:
    'With Entra as identity provider AWS asks for no second factor of its own: Conditional Access on the AWS application is the only gate, and what it lets through is a session in every account its owner may enter. Asked about is everyone who can sign in to the application: assigned users, members of assigned groups (of nested groups too, whom Entra itself does not let in), and the whole tenant where assignment is not required. Where only members can, and MFA is missing for members anyway, this finding is part of that one. MFA per user, and at a federated identity provider, is not read and may ask for more.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for the AWS application and all users that requires an authentication strength or multifactor authentication; exclude declared emergency access accounts only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"MFA for AWS","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["AWS_APPLICATION_ID"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}\'',
    },
    { text: 'Require assignment to the application, so that it is reached by those who need it only.' },
    { text: 'Shorten the AWS access portal session: it outlives the sign-in frequency of Conditional Access.' },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered for the application.' }],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'] },
  equivalents: {},
  references: [
    {
      title: 'Conditional Access for AWS',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
    {
      title: 'MFA in IAM Identity Center with an external identity provider',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/mfa-considerations.html',
    },
    { title: 'Assign applications to groups', url: 'https://learn.microsoft.com/entra/identity/users/groups-saasapps' },
  ],
  subjects: awsSignIns,
  needs: { conditionalAccess },
  where: ({ application }) => application.accountEnabled,
  check({ name, application, who, unread }, { conditionalAccess }) {
    const coverage = conditionalAccess.cover({
      who: who === 'everyone' ? 'users' : { ids: who },
      applications: [application.appId],
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
    })
    if (coverage.status === 'hole') {
      const few = `${coverage.uncoveredUsers.length} of ${coverage.asked} ${who === 'everyone' ? 'users' : 'people assigned'}`
      const facts = [...coverageEvidence(coverage, 'People'), evidence('Assignment required', application.appRoleAssignmentRequired, application.id)]
      if (conditionalAccess.securityDefaultsEnabled)
        return fail(`Security defaults are on and no more: ${few} are asked for MFA at ${name} only when Microsoft judges it necessary.`, facts, 'medium')
      return fail(`Conditional Access lets ${few} sign in to ${name} without MFA: ${whyUncovered(coverage.witnesses)}.`, facts)
    }
    if (unread.length > 0) return unknown(`Whether everyone who can sign in to ${name} does so with MFA: ${unread.join('; ')}.`)
    if (coverage.status === 'undecided') return unknown(`Whether MFA is required at ${name}: ${whyUndecided(coverage)}`)
    return pass()
  },
})
