import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { ConfigError } from '../../src/config-error.ts'
import type { Row } from '../../src/dataset.ts'
import { accountSummary } from '../../src/datasets/aws/account.ts'
import { iamRoles, iamUsers } from '../../src/datasets/aws/iam.ts'
import { tableOf } from '../../src/estate/needs.ts'
import { fingerprintOf } from '../../src/fingerprint.ts'
import { evaluateRules } from '../evaluate-rules.ts'
import { defaultScopes, given } from '../memory-snapshot.ts'
import { datasets, written } from './written-rule.ts'

const user = (name: string, more: object = {}) => ({
  id: `AIDA${name}`,
  name,
  arn: `arn:aws:iam::111111111111:user/${name}`,
  path: '/',
  createdAt: '2026-01-01T00:00:00Z',
  inlinePolicies: [],
  attachedPolicies: [],
  groups: [] as string[],
  ...more,
})

const facts = { declared: tableOf([]) }
const context = { now: new Date('2026-11-24T00:00:00Z'), parameters: {} }
const ask = (more: Readonly<Record<string, unknown>>, row: object) => {
  const { rule } = written(more)
  const subject = { scope: defaultScopes['aws-account'].id, ...row } as Row
  if (rule.where?.(subject, facts) === false) return 'not asked'
  return rule.check(subject, facts, { ...context, parameters: rule.parameters?.parse({}) })
}

describe('a custom rule', () => {
  it('finds what its expression does not hold for, with the fields it read as evidence', () => {
    const { rule } = written({ pass: 'row.groups.exists(g, g.startsWith("team-")) && row.path == "/people/"' })
    const { findings, resultOf } = evaluateRules([rule], [given(iamUsers, user('ann'), user('bob', { groups: ['team-a'], path: '/people/' }))])
    expect(findings('custom-fault')).toEqual([
      {
        fingerprint: fingerprintOf('custom-fault', 'aws-account/111111111111', 'AIDAann'),
        rule: 'custom-fault',
        severity: 'high',
        subject: { id: 'AIDAann', name: 'ann', kind: 'iam-users', scope: 'aws-account/111111111111' },
        message: 'ann is not as it should be.',
        evidence: [
          { label: 'groups', value: '(none)', row: 'AIDAann' },
          { label: 'path', value: '/', row: 'AIDAann' },
        ],
      },
    ])
    expect(resultOf('custom-fault')).toMatchObject({ status: 'fail', tallies: [{ examined: 2, passed: 1, failed: 1, unknown: 0 }] })
  })

  it('says what it read in its message, and that something is not known', () => {
    const message = '{row.name} of {row.groups}, {row.groups.size()}, since {row.createdAt}, {{{row.boundaryArn}}}'
    expect(ask({ pass: 'false', message }, user('ann', { groups: ['a', 'b'] }))).toMatchObject({
      message: 'ann of a, b, 2, since 2026-01-01T00:00:00Z, {(not known)}',
    })
  })

  it('leaves out what it is not asked about', () => {
    const more = { where: 'row.path == "/people/"', pass: 'false' }
    expect(ask(more, user('ann'))).toBe('not asked')
    expect(ask(more, user('ann', { path: '/people/' }))).toMatchObject({ status: 'fail' })
  })

  it('reckons with time, and with whole numbers', () => {
    expect(ask({ pass: 'now - row.createdAt < days(400)' }, user('ann'))).toMatchObject({ status: 'pass' })
    expect(ask({ pass: 'now - row.createdAt < days(300)', message: '{wholeDays(now - row.createdAt)} days' }, user('ann'))).toMatchObject({
      message: '327 days',
    })
    const account = { id: '1', name: '1', users: 3, roles: 2, rootMfaEnabled: true, rootAccessKeysPresent: false }
    expect(ask({ dataset: 'account-summary', pass: 'row.users == 3 && row.users > row.roles' }, account)).toMatchObject({ status: 'pass' })
  })

  it('takes parameters, with the defaults of its file', () => {
    const { rule } = written({ pass: 'row.groups.size() <= parameters.most', parameters: { most: 1, names: ['a'], share: 0.5 } })
    const subject = { ...user('ann', { groups: ['a', 'b'] }), scope: 's' }
    expect(rule.parameters?.parse({})).toEqual({ most: 1, names: ['a'], share: 0.5 })
    expect([1, 2].map(most => rule.check(subject, {}, { ...context, parameters: { most, names: [], share: 0.5 } }).status)).toEqual(['fail', 'pass'])
  })

  it('knows what the operator declared', () => {
    const { rule } = written({ pass: 'declared.exists(d, d.kind == "principal" && d.as == "service-user" && d.value == row.arn)' })
    const declared = [{ id: 'principal/x', name: 'x', kind: 'principal', value: user('bob').arn, as: 'service-user', reason: 'CI' }] as const
    const { findings } = evaluateRules([rule], [given(iamUsers, user('ann'), user('bob'))], { declared })
    expect(findings('custom-fault').map(({ subject }) => subject.name)).toEqual(['ann'])
  })

  it('takes its cloud from its dataset', () => {
    expect([written().rule.cloud, written({ dataset: 'entra-users' }).rule.cloud, written({ dataset: 'azure-subscriptions' }).rule.cloud]).toEqual([
      'aws',
      'entra',
      'azure',
    ])
  })
})

describe('missing data', () => {
  it('makes the verdict unknown where a field that is read has no value, unless has() asks', () => {
    expect(ask({ pass: 'row.boundaryArn.startsWith("arn:")' }, user('ann'))).toEqual({
      status: 'unknown',
      message: '`pass` cannot be decided: `row.boundaryArn` has no value here.',
    })
    expect(ask({ pass: 'row.boundaryArn.startsWith("arn:")' }, user('ann', { boundaryArn: null }))).toMatchObject({ status: 'unknown' })
    expect(ask({ pass: 'has(row.boundaryArn)' }, user('ann'))).toMatchObject({ status: 'fail' })
    expect(ask({ pass: '!has(row.boundaryArn) || row.boundaryArn.startsWith("arn:")' }, user('ann'))).toMatchObject({ status: 'pass' })
  })

  it('is decided all the same where the rest decides', () => {
    expect(ask({ pass: 'row.boundaryArn == "x" || row.name == "ann"' }, user('ann'))).toMatchObject({ status: 'pass' })
    expect(ask({ pass: 'row.boundaryArn == "x" && row.name == "bob"' }, user('ann'))).toMatchObject({ status: 'fail' })
  })

  it('is unknown where nobody can tell whether it is asked about, and never left out', () => {
    expect(ask({ where: 'row.boundaryArn == "x"' }, user('ann'))).toEqual({
      status: 'unknown',
      message: '`where` cannot be decided: `row.boundaryArn` has no value here.',
    })
  })

  it('is unknown where the computation fails', () => {
    expect(ask({ pass: 'row.groups[0] == "a"' }, user('ann'))).toMatchObject({ status: 'unknown', message: expect.stringContaining('could not be computed') })
  })

  it('is unknown in a scope whose table could not be read', () => {
    const gap = { dataset: 'iam-users', scope: defaultScopes['aws-account'].id, reason: 'denied', detail: 'access denied' } as const
    const { resultOf } = evaluateRules([written().rule], [given(iamUsers, user('ann'))], { gaps: [gap] })
    expect(resultOf('custom-fault')?.status).toBe('unknown')
  })
})

describe('a mistake in a rule file', () => {
  it.each([
    ['a field that is not there', { pass: 'row.pth == "/"' }, '7:7: pass: `pth` is no field of `row`; did you mean `path`? (at `pth`)'],
    [
      'a field that is not there, in has()',
      { pass: 'has(row.boundryArn)' },
      '7:7: pass: `boundryArn` is no field of `row`; did you mean `boundaryArn`? (at `row.boundryArn`)',
    ],
    [
      'a field of a list',
      { pass: 'row.inlinePolicies.all(p, p.nam == "x")' },
      '7:7: pass: `nam` is no field of `row.inlinePolicies`; did you mean `name`? (at `nam`)',
    ],
    ['a field in a message', { message: '{row.nme}' }, '8:10: message: `nme` is no field of `row`; did you mean `name`?'],
    ['a comparison of two kinds', { pass: 'row.path == 1' }, '7:7: pass: no such overload: string == int (at `row.path == 1`)'],
    [
      'a value that the field never has',
      { dataset: 'active-role-assignments', pass: 'row.source == "schedul"' },
      '7:7: pass: is never `schedul`; did you mean `schedule`? (at `"schedul"`)',
    ],
    [
      'null',
      { pass: 'row.path != null' },
      '7:7: pass: no such overload: string != null; a field that has no value is asked for by `has(row.field)` (at `row.path != null`)',
    ],
    ['an expression that is no condition', { pass: 'row.path' }, '7:7: pass: must give true or false, and gives text (at `row.path`)'],
    ['an expression cut short', { pass: 'row.path ==' }, '7:7: pass: Unexpected token: EOF'],
    ['a variable that is not there', { pass: 'rwo.path == "/"' }, '7:7: pass: `rwo` is not known here; did you mean `row`? (at `rwo`)'],
    [
      'a function that is not there',
      { pass: 'row.path.startWith("/")' },
      '7:7: pass: there is no function `startWith` here; did you mean `startsWith`? (at `row.path.startWith("/")`)',
    ],
    ['a way out of the types', { pass: 'dyn(row).anything' }, '7:7: pass: there is no function `dyn` here; did you mean `days`? (at `dyn(row)`)'],
    [
      'a time that is none',
      { pass: 'now > timestamp("yesterday")' },
      '7:7: pass: timestamp() requires a string in ISO 8601 format (at `timestamp("yesterday")`)',
    ],
    ['a duration in days', { pass: 'now - row.createdAt < duration("90d")' }, '7:7: pass: Invalid duration string: 90d (at `duration("90d")`)'],
    ['the time in where', { where: 'row.createdAt < now' }, '11:8: where: `now` is for `pass` and `message` (at `now`)'],
    [
      'a brace without an expression',
      { message: 'so {' },
      '8:10: message: a brace stands around an expression, as in `{row.name}`; written twice it is a brace',
    ],
    ['a dataset that is not there', { dataset: 'iam-user' }, '6:10: dataset: no dataset is called `iam-user`; did you mean `iam-users`?'],
    [
      'a recommendation that is not there',
      { recommendation: 'federations' },
      '5:17: recommendation: must be one of federation, strong-authentication, legacy-authentication, privileged-access, access-governance, external-access, hybrid-identity, application-identity, organization-guardrails, audit-and-protection, cross-cloud; did you mean `federation`?',
    ],
    ['an unknown key', { severty: 'high' }, '11:1: unknown key `severty`; did you mean `severity`?'],
    ['no expression', { pass: undefined }, '1:1: pass: is missing'],
    ['an id of Postern', { id: 'aws-root-without-mfa' }, '1:5: id: must begin with `custom-`, and go on with small letters, digits and hyphens'],
    ['the name of another file', { id: 'custom-other' }, '1:5: id: a rule has the name of its file: `custom-fault`, or the file that of the rule'],
    ['an address that runs', { references: ['javascript:alert(1)'] }, '11:14: references[0]: must be an address that begins with https://'],
  ])('%s is told with its place', (_name, more, told) => {
    expect(() => written(more)).toThrow(new ConfigError('rules/custom-fault.yaml', told).message.replace('yaml: ', 'yaml:'))
  })
})

describe('datasets', () => {
  it('are all there, and every field of their rows can be read', () => {
    for (const name of ['iam-users', 'iam-roles', 'account-summary']) expect([iamUsers, iamRoles, accountSummary]).toContain(datasets.get(name))
    expect(datasets.has('declared') || datasets.has('scopes')).toBe(false)
    for (const dataset of datasets.values()) expect(() => written({ dataset: dataset.name, pass: 'row.id != row.name || has(row.part)' })).not.toThrow()
  })

  it('never lend an id to Postern that a custom rule may have', () => {
    expect(rules.map(({ id }) => id).filter(id => id.startsWith('custom-'))).toEqual([])
  })
})
