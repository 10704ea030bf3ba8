import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseConfig } from '../../src/config.ts'
import { ConfigError } from '../../src/config-error.ts'
import { ruleWith } from './small-rules.ts'

const rules = [
  ruleWith('aws-access-key-old', {}, { parameters: z.object({ days: z.number().int().positive().default(90) }) }),
  ruleWith('aws-scp-not-used', {}),
]
const parse = (text: string) => parseConfig(text, 'postern.yaml', rules)
const refusal = (text: string): string => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'accepted'
}

describe('a config', () => {
  it('needs no more than a cloud', () => {
    const config = parse('aws: {}\n')
    expect(config).toMatchObject({
      aws: [{}],
      entra: [],
      failOn: { text: 'critical' },
      output: { folder: 'posture', formats: ['json', 'html'] },
      limits: { concurrency: 16, deadline: 1_800_000, resumeWithin: 86_400_000 },
    })
  })

  it('may be JSON, and may name several entries of a cloud', () => {
    expect(parse('{"aws": [{"profile": "audit"}, {"profile": "other", "regions": ["eu-west-1"]}]}').aws).toEqual([
      { profile: 'audit' },
      { profile: 'other', regions: ['eu-west-1'] },
    ])
  })

  it('fills in the public endpoints of a tenant', () => {
    const text = 'entra:\n  tenant: contoso.onmicrosoft.com\n  auth: { method: secret, clientId: c, secretEnv: S }\n'
    expect(parse(text).entra).toMatchObject([{ authorityHost: 'https://login.microsoftonline.com', graphEndpoint: 'https://graph.microsoft.com' }])
  })

  it.each([
    ['public', 'https://login.microsoftonline.com', 'https://graph.microsoft.com', 'https://management.azure.com'],
    ['us-government', 'https://login.microsoftonline.us', 'https://graph.microsoft.us', 'https://management.usgovcloudapi.net'],
    ['us-government-dod', 'https://login.microsoftonline.us', 'https://dod-graph.microsoft.us', 'https://management.usgovcloudapi.net'],
    ['china', 'https://login.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn', 'https://management.chinacloudapi.cn'],
  ])('knows the endpoints of the cloud %s; one that is given wins', (cloud, authorityHost, graphEndpoint, resourceManagerEndpoint) => {
    const text = `entra:\n  tenant: t\n  cloud: ${cloud}\n  auth: { method: cli }\n`
    expect(parse(text).entra).toEqual([{ tenant: 't', auth: { method: 'cli' }, authorityHost, graphEndpoint, resourceManagerEndpoint }])
    const given = `${text}  graphEndpoint: https://graph.example\n  resourceManagerEndpoint: https://arm.example\n`
    expect(parse(given).entra).toMatchObject([{ authorityHost, graphEndpoint: 'https://graph.example', resourceManagerEndpoint: 'https://arm.example' }])
  })

  it('takes Azure for something that is asked for, whole or in part', () => {
    const azureOf = (text: string) => parse(`entra:\n  tenant: t\n  auth: { method: cli }\n${text}`).entra[0]?.azure
    const id = 'aaaaaaaa-0000-4000-8000-000000000001'
    expect(azureOf('')).toBeUndefined()
    expect(azureOf('  azure: {}\n')).toEqual({ subscriptions: 'all' })
    expect(azureOf('  azure: { subscriptions: all }\n')).toEqual({ subscriptions: 'all' })
    expect(azureOf(`  azure: { subscriptions: { include: [${id}] } }\n`)).toEqual({ subscriptions: { include: [id] } })
    expect(azureOf(`  azure: { subscriptions: { exclude: [${id}] } }\n`)).toEqual({ subscriptions: { exclude: [id] } })
    expect(() => azureOf('  azure: { subscriptions: some }\n')).toThrow(/entra.azure.subscriptions: must be/)
  })

  it.each([
    ['{ method: secret, clientId: c, secretEnv: S }'],
    ['{ method: certificate, clientId: c, certificate: keys/scanner.pem }'],
    ['{ method: certificate, clientId: c, certificateEnv: SCANNER_PEM }'],
    ['{ method: workload }'],
    ['{ method: workload, clientId: c, tokenFile: /var/run/token }'],
    ['{ method: managed }'],
    ['{ method: managed, clientId: c }'],
    ['{ method: cli }'],
    ['{ method: default }'],
  ])('lets a tenant be signed in to by %s, in a list of tenants too', auth => {
    expect(parse(`entra:\n  tenant: t\n  auth: ${auth}\n`).entra).toHaveLength(1)
    expect(parse(`entra:\n  - tenant: t\n    auth: ${auth}\n  - tenant: other\n    auth: { method: cli }\n`).entra.map(entry => entry.tenant)).toEqual([
      't',
      'other',
    ])
  })

  it('names how the accounts of an organization are entered, and which', () => {
    const text =
      'aws:\n  organization: { role: audit/PosternReadOnly, externalId: a-1, include: [ou-ab12-11111111, 222222222222], exclude: ["012345678901"] }\n'
    expect(parse(text).aws).toEqual([
      { organization: { role: 'audit/PosternReadOnly', externalId: 'a-1', include: ['ou-ab12-11111111', '222222222222'], exclude: ['012345678901'] } },
    ])
  })

  it('takes declarations and parameters', () => {
    const config = parse(
      'aws: {}\ndeclared:\n  - { kind: principal, id: bg1@contoso.com, as: emergency-access, reason: break glass }\nparameters: { aws-access-key-old: { days: 30 } }\n',
    )
    expect(config.declared).toMatchObject([{ kind: 'principal', value: 'bg1@contoso.com', as: 'emergency-access' }])
    expect(config.parameters.get('aws-access-key-old')).toEqual({ days: 30 })
  })
})

describe('a wrong config is refused in one line with its place', () => {
  it.each([
    ['a mistyped key', 'aws: {}\nfialOn: high\n', 'postern.yaml:2:1: unknown key `fialOn`; did you mean `failOn`?'],
    ['a mistyped key inside', 'aws:\n  profil: audit\n', 'postern.yaml:2:3: unknown key `profil`; did you mean `profile`?'],
    [
      'a mistyped key of an organization',
      'aws:\n  organization:\n    role: R\n    exlude: [r-ab12]\n',
      'postern.yaml:4:5: unknown key `exlude`; did you mean `exclude`?',
    ],
    ['an organization without a role', 'aws:\n  organization:\n    include: [r-ab12]\n', /^postern\.yaml:3:5: aws\.organization\.role: /],
    ['an ARN for a role', 'aws:\n  organization: { role: "arn:aws:iam::111111111111:role/R" }\n', /^postern\.yaml:2:25: .*not an ARN$/],
    ['an account number that lost its zero', 'aws:\n  organization: { role: R, exclude: [012345678901] }\n', /^postern\.yaml:2:38: .*12 digits in quotes/],
    ['an external id that YAML reads as a number', 'aws:\n  organization: { role: R, externalId: 0123 }\n', /^postern\.yaml:2:40: .*in quotes/],
    ['an empty external id', 'aws:\n  organization: { role: R, externalId: "" }\n', /^postern\.yaml:2:40: .*is not an external id/],
    [
      'a wrong value',
      'aws: {}\noutput:\n  formats: [json, pdf]\n',
      'postern.yaml:3:19: output.formats[1]: must be one of json, html, markdown, csv, junit, sarif, gitlab, ocsf, compliance',
    ],
    ['a wrong gate', 'aws: {}\nfailOn: severe\n', /^postern\.yaml:2:9: failOn: must be/],
    [
      'an http endpoint',
      'entra:\n  tenant: t\n  auth: { method: secret, clientId: c, secretEnv: S }\n  graphEndpoint: http://localhost:1\n',
      /^postern\.yaml:4:18: .*must be an https/,
    ],
    [
      'a way to sign in that is not there',
      'entra:\n  tenant: t\n  auth: { method: password }\n',
      'postern.yaml:3:19: entra.auth.method: must be one of secret, certificate, workload, managed, cli, default',
    ],
    [
      'a mistyped key of a way to sign in, in a list',
      'entra:\n  - tenant: t\n    auth: { method: workload, tokenfile: f }\n',
      'postern.yaml:3:31: unknown key `tokenfile`; did you mean `tokenFile`?',
    ],
    [
      'a certificate that is nowhere',
      'entra:\n  tenant: t\n  auth: { method: certificate, clientId: c }\n',
      /^postern\.yaml:3:9: entra\.auth: give either `certificate`/,
    ],
    [
      'a cloud that is not there',
      'entra:\n  tenant: t\n  cloud: germany\n  auth: { method: cli }\n',
      'postern.yaml:3:10: entra.cloud: must be one of public, us-government, us-government-dod, china',
    ],
    [
      'a rule that is not there',
      'aws: {}\nrules:\n  off:\n    - aws-acess-key-old\n',
      'postern.yaml:4:7: rules.off[0]: no rule is called `aws-acess-key-old`; did you mean `aws-access-key-old`?',
    ],
    ['a parameter that is not there', 'aws: {}\nparameters:\n  aws-access-key-old:\n    day: 3\n', /^postern\.yaml:4:5: unknown key `day`/],
    [
      'parameters for a rule without',
      'aws: {}\nparameters:\n  aws-scp-not-used: { days: 3 }\n',
      /^postern\.yaml:3:3: the rule `aws-scp-not-used` has no parameters/,
    ],
    ['a parameter out of range', 'aws: {}\nparameters:\n  aws-access-key-old: { days: -1 }\n', /^postern\.yaml:3:31: parameters\.aws-access-key-old\.days: /],
    ['a list where settings belong', 'aws: {}\ndeclared: {}\n', 'postern.yaml:2:11: declared: must be a list'],
    [
      'a mistyped meaning',
      'aws: {}\ndeclared:\n  - { kind: principal, id: a, as: emergency-acess, reason: r }\n',
      /^postern\.yaml:3:35: declared\[0\]\.as: must be one of .*; did you mean `emergency-access`\?$/,
    ],
    ['what is missing', 'aws: {}\ndeclared:\n  - { kind: principal, id: a }\n', /^postern\.yaml:3:5: declared\[0\]\.reason: is missing$/],
    ['no cloud', 'failOn: none\n', /names no cloud/],
    ['what is not YAML', 'aws: {\n', /^postern\.yaml:\d+:\d+: /],
  ])('%s', (_name, text, message) => {
    const said = refusal(text)
    expect(said.split('\n')).toHaveLength(1)
    if (typeof message === 'string') expect(said).toBe(message)
    else expect(said).toMatch(message)
  })
})
