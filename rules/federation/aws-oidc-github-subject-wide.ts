import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { oidcTrustsOfRoles, trustAt } from '../../src/estate/aws/oidc-trusts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-oidc-github-subject-wide',
  title: 'A role that trusts GitHub Actions names one repository by its id, and a branch, tag or environment',
  failureTitle: 'Trust in GitHub Actions too wide',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'federation',
  rationale:
    'A trust in a whole organization lets in every repository of it, new and forgotten ones too; a trust in a whole repository lets in every branch, so that whoever may push one assumes the role without a review. Medium where only the ids are missing: names of accounts and repositories are free for others once they are given up, ids never are. On an issuer of one enterprise or of a GitHub Enterprise Server nobody from outside can take a name, so that ids are not asked for.',
  remediation: [
    {
      text: 'Demand the id of the repository, by StringEquals on token.actions.githubusercontent.com:repository_id; look it up together with the owner’s.',
      command: "gh api repos/OWNER/REPOSITORY --jq '[.owner.id, .id]'",
    },
    {
      text: 'Demand the whole subject beside it, by StringEquals: repo:OWNER@OWNER_ID/REPOSITORY@REPOSITORY_ID:environment:production for repositories that were made or renamed since 15 July 2026 or switched to immutable subjects, repo:OWNER/REPOSITORY:environment:production for others.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument' > trust.json",
    },
    { text: 'Put it in force.', command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json' },
    { text: 'Protect the environment or branch in GitHub, so that only reviewed code runs there.' },
  ],
  verify: [
    {
      text: 'Every statement that trusts token.actions.githubusercontent.com, or the issuer of the enterprise or server, names repository, ids, and branch, tag or environment, without a wildcard in them.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].Condition'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'IA-9'], 'mcsb@2': ['IM-3', 'IM-7'] },
  equivalents: {},
  references: [
    { title: 'OpenID Connect reference of GitHub Actions', url: 'https://docs.github.com/en/actions/reference/security/oidc' },
    {
      title: 'Immutable subjects of GitHub Actions',
      url: 'https://learn.microsoft.com/en-us/entra/workload-id/workload-identities-github-immutable-subjects',
    },
    {
      title: 'Immutable subject claims: which repositories have them',
      url: 'https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/',
    },
    {
      title: 'Condition keys of web identity federation',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
    },
  ],
  subjects: oidcTrustsOfRoles,
  needs: {},
  where: ({ trust, unreadable }) => trust?.gitHub !== undefined || unreadable !== undefined,
  check(row, _, { now }) {
    const { name, roleId } = row
    if (row.trust === undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${row.unreadable ?? 'malformed'}.`)
    const trust = trustAt(row, now)
    // Its time is over: nobody gets in.
    if (trust?.gitHub === undefined) return pass()
    const { repository, ref, byId, unclear, isCertain, isShared } = trust.gitHub
    // Inside one enterprise or server nobody from outside can take a name that is free.
    if (repository && ref && (byId || !isShared)) return pass()
    if (!isCertain)
      return unknown(
        `Whether ${trust.provider}, which role ${name} trusts, is GitHub Actions cannot be told from its URL; if so, the trust ${unclear ? 'follows from a policy variable' : 'names too little'}.`,
      )
    const proof = [
      evidence('Names one repository', repository, roleId),
      evidence('Names a branch, tag or environment', ref, roleId),
      evidence('Names owner or repository by id', byId, roleId),
      evidence('Conditions of the statement that demands least', trust.weakest.conditions.length === 0 ? 'none' : describeConditions(trust.weakest), roleId),
    ]
    if (repository && ref)
      return fail(
        `Role ${name} trusts a repository on GitHub by name only: whoever takes that name when it is free gets in. It would hold if the trust named the id of owner or repository.`,
        proof,
        'medium',
      )
    if (unclear) return unknown(`Which workflows on GitHub role ${name} trusts follows from a policy variable.`)
    const missing = [...(repository ? [] : ['repository']), ...(ref ? [] : ['branch, tag or environment'])]
    return fail(`Role ${name} trusts GitHub Actions, but names no ${missing.join(' and no ')}.`, proof)
  },
})
