import { conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { exclusionCoverage, leavesOutPeople } from '../../src/estate/entra/exclusion-coverage.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-conditional-access-excludes-many',
  title: 'Whoever a Conditional Access policy leaves out is covered by another',
  failureTitle: 'Conditional Access policy leaves people out whom no other covers',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'An exclusion is fine where another policy demands as much of whoever is left out, and a side door where none does. So those left out are not counted but asked about: whether for the same applications, clients, risk and flow all enforced policies together demand of them what this policy demands of the others. Declared emergency access and synchronization accounts may be left out. Of whoever is left out of a block of all the others, whatever the risk, MFA is asked: such a policy says whom applications are for. Only policies that demand MFA or more, or block, are asked about, and none that is limited to places, platforms or devices.',
  remediation: [
    { text: 'Take the exclusion out, or write a second policy for exactly those people that demands as much by means they have.' },
    { text: 'Declare accounts for emergencies in the config: declared, kind principal, as emergency-access.' },
  ],
  verify: [{ text: 'Scan again: nobody whom the policy leaves out is listed as uncovered.' }],
  frameworks: { 'mcsb@2': ['IM-6', 'IM-7'] },
  equivalents: { prowler: ['entra_conditional_access_policy_no_exclusion_gaps'], maester: ['MT.1036'] },
  references: [
    {
      title: 'User exclusions in Conditional Access',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength#user-exclusions',
    },
    { title: 'Manage users excluded from policies', url: 'https://learn.microsoft.com/entra/id-governance/conditional-access-exclusion' },
  ],
  subjects: conditionalAccessPolicies,
  needs: { exclusionCoverage },
  where: (policy, { exclusionCoverage }) => leavesOutPeople(policy) && exclusionCoverage(policy) !== undefined,
  check(policy, { exclusionCoverage }) {
    const answer = exclusionCoverage(policy)
    if (answer === undefined) return unknown(`What policy "${policy.name}" demands cannot be read.`)
    const { excluded, demands, coverage, outcome, doubts } = answer
    if (coverage !== null && outcome === 'open')
      return fail(
        `Policy "${policy.name}" ${demands === 'MFA' ? 'lets in' : 'leaves out'} ${excluded} ${excluded === 1 ? 'user' : 'users'}, of whom no policy demands ${demands} of ${coverage.uncoveredUsers.length}: ${whyUncovered(coverage.witnesses)}.`,
        [evidence('Left out', excluded, policy.id), ...coverageEvidence(coverage, 'Users left out')],
      )
    if (doubts.length > 0) return unknown(`Whether those whom policy "${policy.name}" leaves out are covered: it is not known ${doubts.join(', nor ')}.`)
    if (coverage !== null && outcome === 'undecided')
      return unknown(`Whether those whom policy "${policy.name}" leaves out are covered: ${whyUndecided(coverage)}`)
    return pass()
  },
})
