import { expect, it } from 'vitest'
import type { ScopeKind } from '../../src/dataset.ts'
import { type AnyEstateView, defineEstateView } from '../../src/estate/needs.ts'
import { lateViews } from '../../src/late-views.ts'

const viewOf = (per: ScopeKind): AnyEstateView => defineEstateView({ name: `of-${per}`, per: [per], needs: {}, distil: () => 1, join: () => 1 })
const [ofAccounts, ofOrganizations] = [viewOf('aws-account'), viewOf('aws-organization')]
const scopes = (['aws-organization', 'aws-account', 'aws-account'] as const).map((kind, n) => ({ id: `${kind}/${n}`, kind, name: `${n}` }))
const reads = (kind: ScopeKind, ...views: readonly AnyEstateView[]) => ({ kinds: [kind], views: new Set(views) })

it('distils on the way what only scopes of other kinds read, which then come last', () => {
  expect(lateViews([reads('aws-organization', ofAccounts)], scopes)).toEqual({
    late: new Set([ofAccounts]),
    after: new Set(['aws-organization']),
    last: new Set(),
  })
})

it('gives a pass of its own to what scopes of the same kind read', () => {
  expect(lateViews([reads('aws-account', ofAccounts), reads('aws-organization', ofAccounts)], scopes).late).toEqual(new Set())
})

it('where two views wait for each other, gives a pass of its own to that of the fewer scopes', () => {
  const { late, after } = lateViews([reads('aws-account', ofOrganizations), reads('aws-organization', ofAccounts)], scopes)
  expect([late, after]).toEqual([new Set([ofAccounts]), new Set(['aws-organization'])])
})

it('joins first what another view is distilled with, and lets that one wait', () => {
  const chained = defineEstateView({ name: 'chained', per: ['aws-account'], needs: { ofOrganizations }, distil: () => 1, join: () => 1 })
  const chain = new Map([[chained, new Set([ofOrganizations])]])
  const { late } = lateViews([reads('entra-tenant', chained, ofOrganizations)], scopes, chain)
  expect(late).toEqual(new Set([chained]))
})

it('opens scopes that wait once, for what only they read of each other and for their rules', () => {
  const { late, last } = lateViews([reads('aws-organization', ofAccounts, ofOrganizations)], scopes)
  expect([late, last]).toEqual([new Set([ofAccounts]), new Set([ofOrganizations])])
})
