import type { Witness } from '../../../src/analysis/conditional-access/question.ts'
import type { ConditionalAccessPolicy } from '../../../src/datasets/entra/conditional-access.ts'
import type { SmallTenant } from './oracle.ts'
import { policy } from './tenant.ts'

type Conditions = ConditionalAccessPolicy['conditions']

const cleared: Readonly<Record<string, Partial<Conditions>>> = {
  'authentication flows': { transferMethods: null },
  'sign-in risk': { signInRiskLevels: [] },
  'user risk': { userRiskLevels: [] },
  'insider risk': { insiderRiskLevels: null },
  'device platforms': { platforms: null },
  locations: { locations: null },
  'filter for devices': { deviceFilter: null },
}

const withoutExclusion = (conditions: Conditions, words: string, { users: people }: Witness): Conditions => {
  const { users, applications } = conditions
  const kept = (list: readonly string[], isNamed: (id: string) => boolean) => list.filter(id => !isNamed(id))
  return {
    ...conditions,
    users: {
      ...users,
      excludeUsers: words.includes('exclude them by name') ? kept(users.excludeUsers, id => people.some(each => each.id === id)) : users.excludeUsers,
      excludeGroups: kept(users.excludeGroups, id => words.includes(`exclude group "Group ${id}"`)),
      excludeRoles: words.includes('exclude role') ? [] : users.excludeRoles,
      excludeGuestsOrExternalUsers: words.includes('exclude guests of their kind') ? null : users.excludeGuestsOrExternalUsers,
    },
    applications: /exclude (?!them|group|role|guests)/.test(words) ? { ...applications, excludeApplications: [] } : applications,
  }
}

/** Does what a witness says would close it: an order in words, carried out to the letter. */
export const carryOut = <T extends SmallTenant>(tenant: T, witness: Witness, enough: ConditionalAccessPolicy['grantControls']): T => {
  const { change } = witness
  const on = (name: string, changed: (before: ConditionalAccessPolicy) => ConditionalAccessPolicy): T => ({
    ...tenant,
    policies: tenant.policies.map(each => (each.name === name ? changed(each) : each)),
  })
  const [, narrow = '', narrowed = ''] = /^take (.+) out of the conditions of policy "([^"]+)"$/.exec(change) ?? []
  if (narrow !== '')
    return on(narrowed, each => ({ ...each, conditions: Object.assign({}, each.conditions, ...narrow.split(' and ').map(name => cleared[name])) }))
  const [, excluding = '', exclusions = ''] = /^let policy "([^"]+)" no longer (exclude .+)$/.exec(change) ?? []
  if (excluding !== '') return on(excluding, each => ({ ...each, conditions: withoutExclusion(each.conditions, exclusions, witness) }))
  const [, accepting = ''] = /^let policy "([^"]+)" no longer accept .+ instead$/.exec(change) ?? /^let policy "([^"]+)" demand more$/.exec(change) ?? []
  if (accepting !== '') return on(accepting, each => ({ ...each, grantControls: enough }))
  if (!change.startsWith('add a policy')) throw new Error(`no order: ${change}`)
  return { ...tenant, policies: [...tenant.policies, { ...policy('added'), grantControls: enough }] }
}
