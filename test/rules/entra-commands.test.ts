import { expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'

const steps = rules
  .filter(({ id }) => id.startsWith('entra-'))
  .flatMap(({ id, remediation, verify }) => [...remediation, ...verify].flatMap(({ command }) => (command === undefined ? [] : [{ id, command }])))

it('asks Microsoft Graph with an app that can be granted what a step needs, which the Azure CLI cannot', () => {
  expect(steps.length).toBeGreaterThan(20)
  expect(steps.filter(({ command }) => command.startsWith('az rest'))).toEqual([])
})

it('signs in with the permissions of a step before it', () => {
  const requests = steps.filter(({ command }) => command.includes('Invoke-MgGraphRequest'))
  expect(requests.length).toBeGreaterThan(20)
  for (const { id, command } of requests) {
    expect(command, id).toMatch(/^Connect-MgGraph -Scopes [A-Za-z\d.,]+; /)
    if (/-Method (?:POST|PATCH|DELETE) /.test(command)) expect(command, id).toMatch(/ReadWrite/)
  }
})

it('closes every quotation, as PowerShell reads it', () => {
  for (const { id, command } of steps.filter(({ command }) => command.startsWith('Connect-MgGraph'))) {
    const outside = command.replaceAll(/'(?:[^']|'')*'/g, '')
    expect(outside, id).not.toMatch(/['"\\]/)
  }
})
