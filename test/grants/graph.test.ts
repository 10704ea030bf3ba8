import { expect, it } from 'vitest'
import { operations } from '../../src/collect/entra/operations.ts'
import { graphBicep, graphScript } from '../../src/grants/graph.ts'
import { needed } from '../../src/grants/needed.ts'
import { terraformEntra } from '../../src/grants/terraform.ts'

const what = needed()

it('names the permissions of everything that may be asked, and none that writes', () => {
  const asked = new Set(operations.flatMap(({ permission, also }) => [permission, ...(also ?? [])]))
  expect([...asked].filter(permission => permission !== '' && !what.graph.includes(permission))).toEqual([])
  expect(what.graph.filter(permission => !/\.Read(\.|$)/.test(permission) || /Write/.test(permission))).toEqual([])
})

it.each([
  ['a script', graphScript(what)],
  ['Bicep', graphBicep(what)],
  ['Terraform', terraformEntra(what)],
])('%s grants each of them once, by name', (_, text) => {
  expect([...text.matchAll(/\b([A-Z]\w+(?:-\w+)?\.Read\.[\w.]+)/g)].map(([, permission]) => permission)).toEqual([...what.graph])
})
