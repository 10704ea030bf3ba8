import type { Outsiders } from './outsiders.ts'
import type { Class, People } from './people.ts'
import type { Named } from './question.ts'

/** A class for each kind and home tenant. */
export const outsidersAsPeople = (outsiders: readonly Outsiders[]): People => {
  const none: ReadonlySet<string> = new Set()
  const names = outsiders.map(({ kind, tenant, name }): Named => ({ id: `${kind}:${tenant ?? 'any'}`, name }))
  return {
    users: [],
    classes: outsiders.map((outsider): Class => ({ groups: none, roles: none, eligible: none, relation: 'external-guest', outsider })),
    classOf: Int32Array.from(outsiders, (_, index) => index),
    indexById: new Map(),
    enabledOf: index => [index],
    nameOf: index => names[index],
  }
}
