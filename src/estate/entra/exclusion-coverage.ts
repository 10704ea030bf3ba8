import { AZURE_PORTAL, applicationById, applicationDirectory, EXCHANGE_ONLINE, groupNamed } from '../../analysis/conditional-access/applications.ts'
import { type Assurance, allOf, exactly, oneOf, rankOf } from '../../analysis/conditional-access/assurance.ts'
import { isModern, selectedClients } from '../../analysis/conditional-access/clients.ts'
import { isAboutPeopleAndApplications } from '../../analysis/conditional-access/policies.ts'
import type { Circumstance, Coverage } from '../../analysis/conditional-access/question.ts'
import { synchronizationRoles } from '../../analysis/conditional-access/security-defaults.ts'
import { strengthDemand } from '../../analysis/conditional-access/strengths.ts'
import { anyOf, MAYBE, NO, type Truth, truth, YES } from '../../analysis/conditional-access/truth.ts'
import { awsApplications, servicePrincipals } from '../../datasets/entra/applications.ts'
import { authenticationStrengths, type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { defineView } from '../needs.ts'
import { conditionalAccess } from './conditional-access.ts'
import { emergencyAccess } from './emergency-access.ts'
import { namedPeople } from './policy-people.ts'
import { allRoleHolders } from './role-holders.ts'

/** What becomes of the people whom a policy leaves out: whether other policies demand as much of them. */
export interface ExclusionCoverage {
  /** Enabled users who are sure to be left out, declared emergency access and synchronization accounts aside. */
  readonly excluded: number
  /** Of a policy that blocks all but some, those some must prove MFA to be covered: it says whom applications are for. */
  readonly demands: 'as much' | 'MFA'
  /** Null: nobody is left out, or all of them are covered. */
  readonly coverage: Coverage | null
  /** Whether some of them are sure to be without cover where the policy would have covered them; `undecided`: none is sure, but some may. */
  readonly outcome: 'open' | 'undecided' | 'covered'
  /** What is not known, after "it is not known". */
  readonly doubts: readonly string[]
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

/** Words for applications that people do not use. */
const isForPeople = (name: string): boolean => !['none', 'allagentidresources'].includes(name.toLowerCase())

/** Whether the question can be asked of a policy: it is enforced, leaves people out of applications, and is limited neither by place nor by device. */
export const leavesOutPeople = (policy: ConditionalAccessPolicy): boolean => {
  const { users, applications } = policy.conditions
  return (
    policy.state === 'enabled' &&
    isAboutPeopleAndApplications(policy) &&
    (applications.includeApplications.some(isForPeople) || applications.applicationFilter !== null) &&
    excludesPeople(users) &&
    isSameEverywhere(policy)
  )
}

/** Who is left out: for certain, or perhaps, and why that is not known. */
interface LeftOut {
  readonly sure: readonly string[]
  readonly perhaps: readonly string[]
  readonly whyPerhaps: string
  readonly unread: readonly string[]
}

/** What others must demand of them; `key` is the same for policies that ask alike. */
interface Standard {
  readonly key: string
  readonly demands: ExclusionCoverage['demands']
  readonly ask: (ids: readonly string[]) => Coverage
}

/** For one policy, whom it leaves out and whether others cover them; undefined where it demands less than MFA of anybody. Policies that ask alike of the same people are answered once. */
export const exclusionCoverage = defineView({
  name: 'entra-exclusion-coverage',
  per: 'entra-tenant',
  needs: {
    conditionalAccess,
    conditionalAccessPolicies,
    namedPeople,
    emergencyAccess,
    allRoleHolders,
    entraUsers,
    authenticationStrengths,
    servicePrincipals,
    awsApplications,
  },
  toleratesPartsOf: ['servicePrincipals', 'awsApplications'],
  build(facts): (policy: ConditionalAccessPolicy) => ExclusionCoverage | undefined {
    const { conditionalAccess, conditionalAccessPolicies, namedPeople, emergencyAccess, allRoleHolders, entraUsers, authenticationStrengths } = facts
    const directory = applicationDirectory(facts.servicePrincipals, facts.awsApplications)
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
    /** What must be demanded of whoever the policy leaves out, and where; undefined: it demands less than MFA itself. */
    const standardOf = (policy: ConditionalAccessPolicy): Standard | undefined => {
      const own = demandOf(policy)
      if (rankOf(own) < rankOf('mfa')) return undefined
      const { applications, clientAppTypes } = policy.conditions
      const names = applications.includeApplications.map(name => name.toLowerCase())
      const asked =
        names.includes('all') || applications.applicationFilter !== null
          ? ('any' as const)
          : names.filter(isForPeople).flatMap(name => members.get(name) ?? [name])
      const clients = [...selectedClients(clientAppTypes)]
      const only = circumstanceOf(policy.conditions)
      // Nobody is meant to be blocked from everything by another policy, only because one does not.
      const isAllowList = own === 'blocked' && Object.keys(only).length === 0 && clients.some(isModern)
      const least: Assurance = isAllowList ? 'mfa' : own
      const question = { applications: asked, clients, only }
      const ask = (ids: readonly string[]): Coverage =>
        conditionalAccess.cover({ who: { ids }, ...question, suffices: assurance => rankOf(assurance) >= rankOf(least) })
      const demands = isAllowList ? ('MFA' as const) : ('as much' as const)
      return { key: JSON.stringify([question, least]), demands, ask }
    }
    const isAskedAbout = (id: string): boolean => entraUsers.get(id)?.accountEnabled === true && !emergencyAccess.has(id) && !programs.has(id)
    const findLeftOut = (policy: ConditionalAccessPolicy): LeftOut => {
      const include = namedPeople(policy, 'include')
      const exclude = namedPeople(policy, 'exclude')
      const perhapsIncluded = new Set(include.perhaps)
      const isIncluded = (id: string) => include.isEveryone || include.users.has(id)
      const mayBeIncluded = (id: string) => include.unread.length > 0 || perhapsIncluded.has(id)
      const named = [...exclude.users].filter(isAskedAbout)
      const guests = exclude.perhaps.filter(id => !exclude.users.has(id) && isAskedAbout(id) && (isIncluded(id) || mayBeIncluded(id)))
      return {
        sure: named.filter(isIncluded),
        perhaps: [...named.filter(id => !isIncluded(id) && mayBeIncluded(id)), ...guests],
        whyPerhaps: guests.length > 0 ? 'which guests are of the kind that it names' : 'whom it is about',
        unread: exclude.unread.map(group => `who is in ${group}`),
      }
    }
    // Policies that name the same people leave out the same.
    const known = new Map<string, LeftOut>()
    const leftOut = (policy: ConditionalAccessPolicy): LeftOut => {
      const key = JSON.stringify(policy.conditions.users)
      const found = known.get(key) ?? findLeftOut(policy)
      known.set(key, found)
      return found
    }
    // Whoever is left out of policies that ask alike is asked about at once, and again by policy only where somebody is not covered.
    const together = new Map<string, { readonly ids: Set<string>; answer?: { readonly coverage: Coverage; readonly open: ReadonlySet<string> } }>()
    for (const policy of [...conditionalAccessPolicies].filter(leavesOutPeople)) {
      const standard = standardOf(policy)
      if (standard === undefined) continue
      const all = together.get(standard.key) ?? { ids: new Set<string>() }
      together.set(standard.key, all)
      const { sure, perhaps } = leftOut(policy)
      for (const id of [...sure, ...perhaps]) all.ids.add(id)
    }
    /** Where the policy leaves an application out, too, it is open for everybody. */
    const leavesOut = ({ conditions: { applications } }: ConditionalAccessPolicy): ((id: string) => Truth) => {
      const names = applications.excludeApplications.map(name => name.toLowerCase())
      const groups = names.flatMap(name => groupNamed(name) ?? [])
      return id => {
        if (id === 'baseline-scopes' || names.includes(id)) return YES
        if (applications.applicationFilter !== null) return MAYBE
        // What is no application by itself is a group, two of them, or the rest.
        if (id === 'other' || groupNamed(id) !== undefined || id.includes('+')) return truth(id.split('+').some(part => names.includes(part)))
        return anyOf(groups, group => applicationById(id, directory).in(group))
      }
    }
    const jointAnswer = ({ key, ask }: Standard) => {
      const all = together.get(key)
      if (all === undefined) return undefined
      if (all.answer === undefined) {
        const coverage = ask([...all.ids])
        all.answer = { coverage, open: new Set([...coverage.uncoveredUsers, ...coverage.undecidedUsers].map(({ id }) => id)) }
      }
      return all.answer
    }
    const answerFor = (policy: ConditionalAccessPolicy): ExclusionCoverage | undefined => {
      const standard = standardOf(policy)
      if (standard === undefined) return undefined
      const { sure, perhaps, whyPerhaps, unread } = leftOut(policy)
      const joint = sure.length + perhaps.length === 0 ? undefined : jointAnswer(standard)
      const open = joint?.open ?? new Set<string>()
      const doubts = [...unread, ...(perhaps.some(id => open.has(id)) ? [whyPerhaps] : [])]
      const answer = { excluded: sure.length, demands: standard.demands }
      if (!sure.some(id => open.has(id))) return { ...answer, coverage: null, outcome: 'covered', doubts }
      const coverage = joint !== undefined && together.get(standard.key)?.ids.size === sure.length ? joint.coverage : standard.ask(sure)
      const isLeftOut = leavesOut(policy)
      const places = coverage.uncoveredApplications.map(({ id }) => isLeftOut(id))
      if (places.includes(NO)) return { ...answer, coverage, outcome: 'open', doubts }
      const isUndecided = coverage.undecidedUsers.length > 0 && coverage.undecidedApplications.some(({ id }) => isLeftOut(id) !== YES)
      return {
        ...answer,
        coverage,
        outcome: isUndecided ? 'undecided' : 'covered',
        doubts: places.includes(MAYBE) ? [...doubts, 'which applications it is about'] : doubts,
      }
    }
    const answers = new Map<string, ExclusionCoverage | undefined>()
    return policy => {
      const { conditions, grantControls } = policy
      // Everything that the answer depends on: policies that are the same in it, and leave out the same people, are answered once.
      const { users, applications, clientAppTypes, signInRiskLevels, userRiskLevels, insiderRiskLevels, transferMethods } = conditions
      const key = JSON.stringify([users, applications, clientAppTypes, signInRiskLevels, userRiskLevels, insiderRiskLevels, transferMethods, grantControls])
      if (!answers.has(key)) answers.set(key, answerFor(policy))
      return answers.get(key)
    }
  },
})
