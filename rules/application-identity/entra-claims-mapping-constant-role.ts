import { awsApplicationClaims } from '../../src/datasets/entra/application-policies.ts'
import { awsApplications } from '../../src/datasets/entra/applications.ts'
import { claimsPoliciesByApplication } from '../../src/estate/entra/claims-policies-by-application.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** What AWS takes for who somebody is, and for what they may become: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html */
const decisive: readonly (readonly [claim: RegExp, words: string])[] = [
  [/^https:\/\/aws\.amazon\.com\/saml\/attributes\/role$/i, 'the same role in AWS'],
  [/(?:^|\/)nameid(?:entifier)?$/i, 'the same user in AWS'],
]
const wordsFor = (claim: string): string | undefined => decisive.find(([pattern]) => pattern.test(claim))?.[1]

export default defineRule({
  id: 'entra-claims-mapping-constant-role',
  title: 'What people are in AWS follows from who they are, not from a claim that is the same for all',
  failureTitle: 'Claim that gives everybody the same role in AWS',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'AWS takes the Role claim of a SAML token for what somebody may become, and the name identifier for who it is. Where a claims policy fills one of them with a constant, everybody who is assigned to the application is that, whatever role they were assigned, and reviews of the assignments show nothing of it. Read are claims mapping policies, and what the admin center sets under Attributes and Claims (beta); a constant that holds for members of a group only is none for everybody.',
  remediation: [
    {
      text: 'Enterprise applications > the application > Single sign-on > Attributes and Claims: take Role from user.assignedroles, and the name identifier from an attribute that does not change.',
    },
    {
      text: 'Remove a claims mapping policy from the application.',
      command:
        "Connect-MgGraph -Scopes Policy.ReadWrite.ApplicationConfiguration,Application.ReadWrite.All; Invoke-MgGraphRequest -Method DELETE -Uri ('https://graph.microsoft.com/v1.0/servicePrincipals/' + (Read-Host 'Object id') + '/claimsMappingPolicies/' + (Read-Host 'Policy id') + '/$ref')",
    },
  ],
  verify: [{ text: 'Under Attributes and Claims neither Role nor the name identifier is a value in quotation marks.' }],
  frameworks: { 'mcsb@2': ['IM-3', 'PA-7'], 'nist-800-53@r5': ['AC-3', 'AC-6', 'IA-8'] },
  equivalents: {},
  references: [
    { title: 'Claims customization using a policy', url: 'https://learn.microsoft.com/entra/identity-platform/reference-claims-customization' },
    {
      title: 'SAML assertions for AWS',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html',
    },
  ],
  subjects: awsApplications,
  needs: { awsApplicationClaims, claimsPoliciesByApplication },
  where: application => application.accountEnabled,
  check(application, { awsApplicationClaims, claimsPoliciesByApplication }) {
    const set = awsApplicationClaims.get(application.id)
    const { certain, possible } = claimsPoliciesByApplication(application.id)
    const constants = [
      ...(set?.constants ?? []).map(one => ({ ...one, by: 'Attributes and Claims' })),
      ...certain.flatMap(policy => policy.constants.map(one => ({ ...one, by: `the policy ${policy.name}` }))),
    ]
    const found = constants.flatMap(one => {
      const words = wordsFor(one.claim)
      return words === undefined ? [] : [{ ...one, words }]
    })
    if (found.length > 0)
      return fail(`Everybody who is assigned to ${application.name} is given ${[...new Set(found.map(({ words }) => words))].join(' and ')}.`, [
        evidence(
          'Constants',
          found.map(({ claim, value, by }) => `${claim} = ${value}, by ${by}`),
          application.id,
        ),
        evidence('Application id', application.appId),
      ])
    const doubtful = possible.find(policy => policy.constants.some(({ claim }) => wordsFor(claim) !== undefined))
    if (doubtful !== undefined) return unknown(`The policy ${doubtful.name} has such a claim, and not all applications it is given to were told.`)
    return set === undefined ? unknown(`What ${application.name} is told of people was not read.`) : pass()
  },
})
