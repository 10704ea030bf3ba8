import { expect, it } from 'vitest'
import { entraCollectors } from '../../src/collect/entra/discover.ts'
import { operations } from '../../src/collect/entra/operations.ts'
import { graphBicep, graphScript } from '../../src/grants/graph.ts'
import { needed } from '../../src/grants/needed.ts'
import { terraformEntra } from '../../src/grants/terraform.ts'

const what = needed()

it('names the permissions of everything that may be asked, and none that writes', () => {
  const asked = new Set(operations.flatMap(({ permission, also }) => [permission, ...(also ?? [])]))
  // An application that holds it is refused all the same: it is for a person who signs in.
  const ofPeople = entraCollectors.flatMap(({ gives }) => gives.filter(({ readable }) => readable === 'delegated').flatMap(({ permissions }) => permissions))
  expect(ofPeople).toEqual(['OnPremDirectorySynchronization.Read.All', 'Policy.Read.HybridAuthentication'])
  for (const permission of ofPeople) asked.delete(permission)
  expect(what.graph.filter(permission => ofPeople.includes(permission))).toEqual([])
  expect([...asked].filter(permission => permission !== '' && !what.graph.includes(permission))).toEqual([])
  expect(what.graph.filter(permission => !/\.Read(Basic)?(\.|$)/.test(permission) || /Write/.test(permission))).toEqual([])
})

it.each([
  ['a script', graphScript(what)],
  ['Bicep', graphBicep(what)],
  ['Terraform', terraformEntra(what)],
])('%s grants each of them once, by name', (_, text) => {
  expect([...text.matchAll(/\b([A-Z]\w+(?:-\w+)?\.Read(?:Basic)?\.[\w.]+)/g)].map(([, permission]) => permission)).toEqual([...what.graph])
})
