import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { type PolicyPeople, policyPeople } from '../../src/estate/entra/policy-people.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isNone = (names: readonly string[]): boolean => names.every(name => name.toLowerCase() === 'none')

const targetsNothing = ({ conditions: { applications } }: ConditionalAccessPolicy): boolean =>
  isNone(applications.includeApplications) &&
  applications.includeUserActions.length === 0 &&
  applications.includeAuthenticationContextClassReferences.length === 0 &&
  applications.applicationFilter === null

/** Undefined: a snapshot that does not tell. */
const asksNothing = ({ grantControls, sessionControls, unknownControls, unknownSessionControls }: ConditionalAccessPolicy): boolean | undefined => {
  const grants =
    grantControls !== null &&
    (grantControls.authenticationStrengthId !== null ||
      grantControls.builtInControls.length + grantControls.customAuthenticationFactors.length + grantControls.termsOfUse.length > 0)
  const sessions = Object.values(sessionControls ?? {}).some(value => value !== null && value !== false && value !== undefined)
  if (grants || sessions || unknownControls.length > 0) return false
  if (sessionControls === null) return true
  return unknownSessionControls === undefined ? undefined : unknownSessionControls.length === 0
}

const peopleWords: Readonly<Record<Exclude<PolicyPeople['kind'], 'somebody' | 'unclear'>, string>> = {
  nobody: 'it names nobody who is there',
  'all-excluded': 'it excludes everybody whom it includes',
}

export default defineRule({
  id: 'entra-conditional-access-unused-policy',
  title: 'Every enabled Conditional Access policy applies to somebody and asks for something',
  failureTitle: 'Conditional Access policy without effect',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'A policy whose group is empty, whose application list is empty or which asks for nothing is enabled and has no effect. It is counted on by whoever reads the list of policies, and hides the gap that it was meant to close.',
  remediation: [
    {
      text: 'Name the people and resources it was meant for, or delete it.',
      command:
        "Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies/POLICY_ID'",
    },
  ],
  verify: [
    {
      text: 'Read the policy: it names somebody, a resource, and a control.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies/POLICY_ID' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-7'] },
  equivalents: { maester: ['MT.1184'] },
  references: [
    { title: 'Building a Conditional Access policy', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-policies' },
  ],
  subjects: conditionalAccessPolicies,
  needs: { policyPeople, entraUsers },
  where: ({ state, unknownConditions }) => state === 'enabled' && unknownConditions.length === 0,
  check(policy, { policyPeople, entraUsers }) {
    const isAboutPeople = policy.conditions.clientApplications === null
    const people: PolicyPeople = isAboutPeople ? policyPeople(policy) : { kind: 'somebody' }
    const isIdle = asksNothing(policy)
    const faults = [
      ...(people.kind === 'somebody' || people.kind === 'unclear' ? [] : [peopleWords[people.kind]]),
      ...(targetsNothing(policy) ? ['it is about no application, action or context'] : []),
      ...(isIdle === true ? ['it asks for nothing'] : []),
    ]
    if (faults.length > 0)
      return fail(`Policy "${policy.name}" has no effect: ${faults.join(', and ')}.`, [
        evidence('Without effect because', faults, policy.id),
        evidence('Users of the tenant', entraUsers.size),
      ])
    if (isIdle === undefined) return unknown(`Whether policy "${policy.name}" asks for anything: the snapshot does not tell of all session controls.`)
    return people.kind === 'unclear' ? unknown(`Whether policy "${policy.name}" applies to anybody: ${people.because}.`) : pass()
  },
})
