import { answering, MOST_WORK } from './answers.ts'
import { type Application, actionTarget, contextTarget } from './applications.ts'
import type { Budget } from './box-search.ts'
import { COVERED, HOLE, UNDECIDED } from './cells.ts'
import type { Column, Reach } from './matrix.ts'
import type { Model } from './model.ts'
import { bundleRoles, momentsOf } from './moments.ts'
import { type Class, originOf, type People } from './people.ts'
import type { Policy } from './policies.ts'
import type { Coverage, Named, Question } from './question.ts'
import { reasons } from './reasons.ts'
import { meets } from './truth.ts'
import { withoutUsersAndGroups } from './who.ts'
import { type Opening, witnessesOf } from './witnesses.ts'

/** Where more users than this are uncovered, it is not for a few accounts that were left out. */
const MOST_NEAR = 1_000

/** Reasons shown for what is undecided. */
const MOST_REASONS = 20

/** The users a question is about, by the number of their class. */
type Asked = ReadonlyMap<number, readonly number[]>

const groupedByClass = ({ classOf }: People, indices: Iterable<number>): Map<number, readonly number[]> => Map.groupBy(indices, index => classOf[index] ?? 0)

/** Whole classes are taken as they are: they may hold a hundred thousand users. */
const asked = (people: People, who: Question['who']): Asked => {
  const { users, classes, classOf, indexById } = people
  const indicesOf = (ids: readonly string[]): Set<number> => new Set(ids.flatMap(id => indexById.get(id.toLowerCase()) ?? []))
  if (typeof who === 'object' && 'outsiders' in who) return groupedByClass(people, classOf.keys())
  if (typeof who === 'object' && 'ids' in who) return groupedByClass(people, indicesOf(who.ids))
  const roles = typeof who === 'object' ? new Set(who.holdersOf.map(role => role.toLowerCase())) : undefined
  const fits = classes.map(({ relation, isCustomer, roles: held, eligible }) => {
    if (roles !== undefined) return meets(roles, held) || meets(roles, eligible)
    if (isCustomer === true || who === 'everybody') return who === 'everybody'
    if (who === 'guests') return relation !== 'member'
    return who === 'users' || relation === 'member' || relation === 'external-member' || relation === 'external-unclear'
  })
  const also = [...indicesOf(typeof who === 'object' ? (who.also ?? []) : [])].filter(
    index => users[index]?.accountEnabled === true && fits[classOf[index] ?? 0] !== true,
  )
  const found: (readonly [number, readonly number[]])[] = [
    ...groupedByClass(
      people,
      also.sort((a, b) => a - b),
    ),
  ]
  for (const [number, isAsked] of fits.entries()) if (isAsked && people.enabledOf(number).length > 0) found.push([number, people.enabledOf(number)])
  return new Map(found.sort(([, [a = 0]], [, [b = 0]]) => a - b))
}

const named = ({ id, name }: Named): Named => ({ id, name })

const targetsOf = (model: Model, asked: Question['applications']): 'any' | readonly Application[] => {
  if (asked === 'any') return 'any'
  if ('action' in asked) return [actionTarget(asked.action, model.excludedActions)]
  return 'context' in asked ? [contextTarget(asked.context)] : asked.map(model.applicationById)
}

/** Answers a question: every class of people at every moment, against every column of the matrix. */
export const cover = (model: Model, question: Question): Omit<Coverage, 'ifReportOnlyEnforced'> => {
  const { people, matrix } = model
  const byClass = asked(people, question.who)
  const isById = typeof question.who === 'object' && 'ids' in question.who
  const synchronization = isById ? [] : [...model.synchronization].filter(index => !model.emergency.has(index))
  const applications = targetsOf(model, question.applications)
  const apart = new Set([...model.emergency, ...synchronization])
  const classesApart = new Set([...apart].map(index => people.classOf[index] ?? 0))
  const columns = matrix.columns(applications, question.clients)
  const needed = typeof question.who === 'object' && 'holdersOf' in question.who ? new Set(question.who.holdersOf.map(role => role.toLowerCase())) : undefined
  const bundles = bundleRoles(matrix.policies)

  const budget: Budget = { work: MOST_WORK }
  const answers = answering(matrix, columns, question, budget)
  const origins = people.classes.map(each => originOf(each, question.foreignDevices ?? 'unclear'))

  const verdictOf = new Map<number, number>()
  const membersOf = new Map<number, readonly number[]>()
  let counted = 0
  const openings: Opening[] = []
  const uncovered = new Map<string, Application>()
  const undecided = new Map<string, Application>()
  const unseen = [...(needed ?? [])].flatMap(role => matrix.unclearRoles.get(role) ?? [])
  const unresolved = [...(needed ?? [])].flatMap(role => model.unresolved.get(role) ?? [])
  const because = new Set([
    ...unseen.map(group => `the members of group "${group}", which holds the role, are not known`),
    ...unresolved.map(principal => `the directory does not tell who ${principal} is, who holds the role`),
  ])
  for (const [number, all] of byClass) {
    const person = people.classes[number]
    const origin = origins[number]
    if (person === undefined || origin === undefined) continue
    const members = classesApart.has(number) ? all.filter(index => !apart.has(index)) : all
    counted += members.length
    membersOf.set(number, members)
    const { moments, isComplete } = momentsOf(person, bundles, holds(person, needed) ? needed : undefined)
    let verdict = isComplete ? COVERED : UNDECIDED
    if (!isComplete && members.length > 0) because.add('someone is eligible for more roles that policies tell apart than can be combined')
    const open = new Set<Column>()
    for (const moment of moments) {
      const reach = matrix.reach(moment)
      const outcomes = answers.of(reach, origin)
      const holes = columns.filter((column, index) => outcomes[index] === HOLE && !open.has(column))
      verdict = outcomes.reduce((worst, outcome) => Math.max(worst, outcome), verdict)
      if (members.length === 0) continue
      for (const column of holes) {
        open.add(column)
        for (const application of column.applications) uncovered.set(application.id, application)
      }
      if (holes.length > 0) openings.push({ moment, members, columns: holes, reach })
      columns.forEach((column, index) => {
        if (outcomes[index] !== UNDECIDED) return
        for (const application of column.applications) undecided.set(application.id, application)
        if (because.size < MOST_REASONS) for (const reason of reasons(matrix, moment, origin, reach, column)) because.add(reason)
      })
    }
    verdictOf.set(number, verdict)
  }

  const namesOf = (indices: readonly number[]): Named[] => indices.flatMap(index => people.nameOf(index) ?? [])
  /** In the order in which they were asked about. */
  const those = (verdict: number): Named[] => {
    const lists = [...membersOf].flatMap(([number, members]) => (verdictOf.get(number) === verdict && members.length > 0 ? [members] : []))
    const [first = []] = lists
    const named: Named[] = []
    for (const index of lists.length < 2 ? first : inOrder(lists, question.who, people)) {
      const user = people.nameOf(index)
      if (user !== undefined) named.push(user)
    }
    return named
  }
  const isAsked = (index: number): boolean => byClass.get(people.classOf[index] ?? 0)?.includes(index) === true
  const hasVerdict = (index: number, verdict: number) => verdictOf.get(people.classOf[index] ?? 0) === verdict
  const uncoveredUsers = those(HOLE)
  const undecidedUsers = those(UNDECIDED)
  const emergency = [...model.emergency].filter(isAsked)
  const excluded =
    uncoveredUsers.length > MOST_NEAR
      ? []
      : excludedAccounts(model, openings, bundles, needed, (reach, person) => answers.of(reach, originOf(person, question.foreignDevices ?? 'unclear')))
  const shown = witnessesOf(model, columns, openings, question, answers.cell)
  if (budget.work <= 0) because.add('the policies have more conditions than can be told apart within bounds')
  return {
    status: uncoveredUsers.length > 0 ? 'hole' : undecidedUsers.length > 0 || unseen.length > 0 || unresolved.length > 0 ? 'undecided' : 'covered',
    asked: counted,
    uncoveredUsers,
    uncoveredApplications: [...uncovered.values()].map(named),
    undecidedUsers,
    undecidedApplications: [...undecided.values()].filter(({ id }) => !uncovered.has(id)).map(named),
    because: [...because].slice(0, MOST_REASONS),
    ...shown,
    emergencyAccess: {
      asked: namesOf(inOrder([emergency], question.who, people)),
      uncovered: namesOf(inOrder([emergency.filter(index => hasVerdict(index, HOLE))], question.who, people)),
    },
    synchronizationAccounts: namesOf(inOrder([synchronization.filter(isAsked)], question.who, people)),
    nearMiss: { excludedAccounts: excluded, remaining: uncoveredUsers.length - excluded.length },
  }
}

/** Users in the order in which they are asked about: that of the directory, unless they are named. */
const inOrder = (lists: readonly (readonly number[])[], who: Question['who'], { indexById }: People): readonly number[] => {
  if (typeof who === 'object' && 'ids' in who) {
    const wanted = new Set(lists.flat())
    if (wanted.size === 0) return []
    return [...new Set(who.ids.flatMap(id => indexById.get(id.toLowerCase()) ?? []))].filter(index => wanted.has(index))
  }
  const ordered = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0))
  let at = 0
  for (const list of lists) {
    ordered.set(list, at)
    at += list.length
  }
  return [...ordered.sort()]
}

/** Whether they hold one of these roles, or could: who is asked about for another reason is asked about as they are. */
const holds = (person: Class, needed: ReadonlySet<string> | undefined): boolean =>
  needed !== undefined && (meets(needed, person.roles) || meets(needed, person.eligible))

/** Users whom only an exclusion by user or group leaves uncovered. */
const excludedAccounts = (
  { people, matrix }: Model,
  openings: readonly Opening[],
  bundles: ReadonlyMap<string, string>,
  needed: ReadonlySet<string> | undefined,
  answer: (reach: Reach, person: Class) => Uint8Array,
): Named[] => {
  const without: Policy[] = matrix.policies.map(policy => ({ ...policy, exclude: withoutUsersAndGroups(policy.exclude) }))
  const indices = new Set<number>()
  for (const [person, [opening]] of Map.groupBy(openings, ({ moment }) => moment.class)) {
    const covers = momentsOf(person, bundles, holds(person, needed) ? needed : undefined).moments.every(moment =>
      answer(matrix.reach(moment, without), person).every(outcome => outcome === COVERED),
    )
    if (covers) for (const index of opening?.members ?? []) indices.add(index)
  }
  return [...indices]
    .sort((a, b) => a - b)
    .flatMap(index => {
      const user = people.nameOf(index)
      return user === undefined ? [] : [user]
    })
}
