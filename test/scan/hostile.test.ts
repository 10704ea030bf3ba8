import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { hostileNames } from '../hostile.ts'
import { workplace } from './run-postern.ts'
import { declaredHere, entraConfig, entraEnvironment, faultyAws, faultyTenant, management } from './seeds.ts'

const place = workplace()
let aws: EmulatedAws
let entra: Entra

const named = <T extends object>(things: readonly T[], key: keyof T): T[] =>
  hostileNames.flatMap((name, index) => things.slice(0, 1).map(thing => ({ ...thing, id: `hostile-${index}`, [key]: name })))

beforeAll(async () => {
  const account = faultyAws.accounts[management]
  const users = hostileNames
    .filter(name => !/[\p{Cc}\p{Cs}]/u.test(name))
    .map(name => ({ name, created: '2020-01-01T00:00:00Z', accessKeys: [{ created: '2020-01-02T00:00:00Z' }] }))
  const roles = hostileNames.filter(name => !/[\p{Cc}\p{Cs}]/u.test(name)).flatMap(name => (account?.roles ?? []).slice(0, 1).map(role => ({ ...role, name })))
  aws = await startAws({ accounts: { [management]: { ...account, users, roles } } })
  const people = hostileNames.map((name, index) => ({ ...(faultyTenant.users[0] ?? {}), id: `person-${index}`, userPrincipalName: name, displayName: name }))
  entra = await startEntra({
    tenants: [
      {
        ...faultyTenant,
        organization: { ...faultyTenant.organization, displayName: hostileNames[0] ?? '' },
        users: [...faultyTenant.users, ...people],
        groups: [{ id: 'g-excluded', displayName: hostileNames[7] ?? '', securityEnabled: true, members: people.map(({ id }) => id) }],
        conditionalAccessPolicies: faultyTenant.conditionalAccessPolicies.map((policy, index) => ({ ...policy, displayName: hostileNames[index * 7] ?? '' })),
        roleAssignmentScheduleInstances: people.flatMap(({ id }) =>
          faultyTenant.roleAssignmentScheduleInstances.slice(0, 1).map(instance => ({ ...instance, id: `standing-${id}`, principalId: id })),
        ),
        servicePrincipals: named(faultyTenant.servicePrincipals, 'displayName'),
      },
    ],
  })
})
afterAll(async () => {
  await Promise.all([aws.stop(), entra.close()])
  place.remove()
})

it('hostile names end as inert text in terminal, JSON and HTML', async () => {
  const config = place.config(`aws: {}\n${entraConfig(entra.url)}${declaredHere}`)
  const ran = await place.postern(['scan', '--config', config], { ...aws.environment(management), ...entraEnvironment })
  expect(ran.code).toBe(1)

  for (const line of `${ran.stdout}${ran.stderr}`.split('\n')) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s*::|##(vso)?\[/u)

  const assessment = place.assessment()
  expect(Object.getPrototypeOf(assessment)).toBe(Object.prototype)
  const subjects = assessment.results.flatMap(({ findings }) => findings.map(({ subject }) => subject.name))
  for (const name of ['__proto__', 'constructor', '\u001b]0;owned\u0007\u001b[2J\u001b[31m']) expect(subjects.join('\n')).toContain(name)

  const report = place.report()
  for (const raw of ['<img src=x', '<svg/onload', '\u001b', '\u202e', '\u2028']) expect(report).not.toContain(raw)
})
