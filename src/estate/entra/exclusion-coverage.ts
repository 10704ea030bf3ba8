import { AZURE_PORTAL, EXCHANGE_ONLINE } from '../../analysis/conditional-access/applications.ts'
import { type Assurance, allOf, exactly, oneOf, rankOf } from '../../analysis/conditional-access/assurance.ts'
import { selectedClients } from '../../analysis/conditional-access/clients.ts'
import { isAboutPeopleAndApplications } from '../../analysis/conditional-access/policies.ts'
import type { Circumstance, Coverage } from '../../analysis/conditional-access/question.ts'
import { synchronizationRoles } from '../../analysis/conditional-access/security-defaults.ts'
import { strengthDemand } from '../../analysis/conditional-access/strengths.ts'
import { authenticationStrengths, type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { defineView } from '../needs.ts'
import { conditionalAccess } from './conditional-access.ts'
import { emergencyAccess } from './emergency-access.ts'
import { namedPeople } from './policy-people.ts'
import { allRoleHolders } from './role-holders.ts'

/** What becomes of the people whom a policy leaves out: whether other policies demand as much of them. */
export interface ExclusionCoverage {
  /** Enabled users left out, declared emergency access and synchronization accounts aside. */
  readonly excluded: number
  /** Null: nobody is left out, or all of them are covered. */
  readonly coverage: Coverage | null
  /** Whether some of them are sure to be without cover where the policy would have covered them. */
  readonly isOpen: boolean
  /** Groups and roles left out of which it is not known who is in them. */
  readonly unread: readonly string[]
}

/** Applications that are sure to be in a group of applications: what holds for the group is asked of them. */
const members = new Map<string, readonly string[]>([
  ['office365', [EXCHANGE_ONLINE, '00000003-0000-0ff1-ce00-000000000000', 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe']],
  ['microsoftadminportals', [AZURE_PORTAL]],
])

const controls = new Map<string, Assurance>([
  ['block', 'blocked'],
  ['mfa', 'mfa'],
  ['passwordChange', 'mfa'],
])

const flags = (text: string | null): string[] => (text ?? '').split(',').flatMap(flag => (flag.trim() === '' ? [] : [flag.trim()]))

/** Of some values those that a policy is limited to; undefined: it is not limited. */
const among = <T extends string>(values: readonly T[], given: readonly string[]): T[] | undefined => {
  const found = values.filter(value => given.some(each => each.toLowerCase() === value.toLowerCase()))
  return found.length === 0 ? undefined : found
}

const circumstanceOf = ({ signInRiskLevels, userRiskLevels, insiderRiskLevels, transferMethods }: ConditionalAccessPolicy['conditions']): Circumstance => {
  const levels = ['none', 'low', 'medium', 'high'] as const
  const [signInRisk, userRisk] = [among(levels, signInRiskLevels), among(levels, userRiskLevels)]
  const insiderRisk = among(['minor', 'moderate', 'elevated'] as const, flags(insiderRiskLevels))
  const flow = among(['deviceCodeFlow', 'authenticationTransfer'] as const, flags(transferMethods))
  return { ...(signInRisk && { signInRisk }), ...(userRisk && { userRisk }), ...(insiderRisk && { insiderRisk }), ...(flow && { flow }) }
}

const isSameEverywhere = ({ conditions, unknownConditions }: ConditionalAccessPolicy): boolean =>
  conditions.locations === null && conditions.deviceFilter === null && conditions.platforms === null && unknownConditions.length === 0

const excludesPeople = ({ excludeUsers, excludeGroups, excludeRoles, excludeGuestsOrExternalUsers }: ConditionalAccessPolicy['conditions']['users']): boolean =>
  excludeUsers.length + excludeGroups.length + excludeRoles.length > 0 || excludeGuestsOrExternalUsers !== null

/** Whether the question can be asked of a policy: it is enforced, leaves people out, and is limited neither by place nor by device. */
export const leavesOutPeople = (policy: ConditionalAccessPolicy): boolean =>
  policy.state === 'enabled' && isAboutPeopleAndApplications(policy) && excludesPeople(policy.conditions.users) && isSameEverywhere(policy)

/** For one policy, whom it leaves out and whether others cover them; undefined where it demands less than MFA of anybody. Policies that ask alike of the same people are answered once. */
export const exclusionCoverage = defineView({
  name: 'entra-exclusion-coverage',
  per: 'entra-tenant',
  needs: { conditionalAccess, conditionalAccessPolicies, namedPeople, emergencyAccess, allRoleHolders, entraUsers, authenticationStrengths },
  build(facts): (policy: ConditionalAccessPolicy) => ExclusionCoverage | undefined {
    const { conditionalAccess, conditionalAccessPolicies, namedPeople, emergencyAccess, allRoleHolders, entraUsers, authenticationStrengths } = facts
    const programs = new Set(synchronizationRoles.flatMap(role => (allRoleHolders.get(role) ?? []).map(({ id }) => id)))
    const demandOf = ({ grantControls }: ConditionalAccessPolicy): Assurance => {
      if (grantControls === null) return 'none'
      const { operator, builtInControls, termsOfUse, customAuthenticationFactors, authenticationStrengthId } = grantControls
      const [first, ...rest] = [
        ...builtInControls.map(name => exactly(controls.get(name) ?? 'none')),
        ...[...termsOfUse, ...customAuthenticationFactors].map(() => exactly('none')),
        ...(authenticationStrengthId === null ? [] : [strengthDemand(authenticationStrengths.get(authenticationStrengthId))]),
      ]
      return first === undefined ? 'none' : rest.reduce(operator.toUpperCase() === 'AND' ? allOf : oneOf, first).low
    }
    const standardOf = (policy: ConditionalAccessPolicy, least: Assurance) => {
      const { applications, clientAppTypes } = policy.conditions
      const names = applications.includeApplications.map(name => name.toLowerCase())
      const asked = names.includes('all') ? ('any' as const) : names.flatMap(name => members.get(name) ?? [name])
      const question = { applications: asked, clients: [...selectedClients(clientAppTypes)], only: circumstanceOf(policy.conditions) }
      const ask = (ids: readonly string[]): Coverage =>
        conditionalAccess.cover({ who: { ids }, ...question, suffices: assurance => rankOf(assurance) >= rankOf(least) })
      return { key: JSON.stringify([question, least]), ask }
    }
    const leftOut = (policy: ConditionalAccessPolicy): string[] => {
      const include = namedPeople(policy, 'include')
      return [...namedPeople(policy, 'exclude').users].filter(
        id => (include.isEveryone || include.users.has(id)) && entraUsers.get(id)?.accountEnabled === true && !emergencyAccess.has(id) && !programs.has(id),
      )
    }
    // Whoever is left out of policies that ask alike is asked about at once, and again by policy only where somebody is not covered.
    const together = new Map<string, { readonly ids: Set<string>; open?: ReadonlySet<string> }>()
    for (const policy of [...conditionalAccessPolicies].filter(leavesOutPeople)) {
      const least = demandOf(policy)
      if (rankOf(least) < rankOf('mfa')) continue
      const { key } = standardOf(policy, least)
      const known = together.get(key) ?? { ids: new Set<string>() }
      together.set(key, known)
      for (const id of leftOut(policy)) known.ids.add(id)
    }
    const answers = new Map<string, ExclusionCoverage | undefined>()
    const answerFor = (policy: ConditionalAccessPolicy): ExclusionCoverage | undefined => {
      const least = demandOf(policy)
      if (rankOf(least) < rankOf('mfa')) return undefined
      const { unread } = namedPeople(policy, 'exclude')
      const ids = leftOut(policy)
      const { key, ask } = standardOf(policy, least)
      const all = together.get(key)
      if (ids.length === 0 || all === undefined) return { excluded: ids.length, coverage: null, isOpen: false, unread }
      if (all.open === undefined) {
        const { uncoveredUsers, undecidedUsers } = ask([...all.ids])
        all.open = new Set([...uncoveredUsers, ...undecidedUsers].map(({ id }) => id))
      }
      if (!ids.some(id => all.open?.has(id))) return { excluded: ids.length, coverage: null, isOpen: false, unread }
      const coverage = ask(ids)
      // Where the policy leaves applications out, too, they are open for everybody.
      const outside = new Set(['baseline-scopes', ...policy.conditions.applications.excludeApplications.map(name => name.toLowerCase())])
      return { excluded: ids.length, coverage, isOpen: coverage.uncoveredApplications.some(({ id }) => !outside.has(id)), unread }
    }
    return policy => {
      if (!answers.has(policy.id)) answers.set(policy.id, answerFor(policy))
      return answers.get(policy.id)
    }
  },
})
