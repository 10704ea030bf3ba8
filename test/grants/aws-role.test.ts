import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ALLOWED_COMMANDS } from '../../src/collect/aws/guard.ts'
import { managementPolicy, memberPolicy } from '../../src/grants/aws-policies.ts'
import { cloudFormation } from '../../src/grants/cloudformation.ts'
import { needed } from '../../src/grants/needed.ts'
import { terraformAws } from '../../src/grants/terraform.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { MANAGEMENT, MEMBER, RICH_AWS, TRUST } from '../collect/aws/rich-aws.ts'
import { type Scan, scanAws } from '../collect/aws/scan-aws.ts'

const what = needed()
const actions = (document: { readonly Statement: readonly { readonly Action: readonly string[] }[] }) => document.Statement.flatMap(({ Action }) => Action)
const guarded = [...new Set([...ALLOWED_COMMANDS.values()].flatMap(({ actions }) => actions))].sort()
const management = managementPolicy(what, 'arn:aws:iam::*:role/PosternReadOnly')
const member = memberPolicy(what)

it('holds what the guard lets out, no more and no less', () => {
  expect([...actions(management)].sort()).toEqual(guarded)
  expect(actions(member).filter(action => !guarded.includes(action) || action === 'sts:AssumeRole')).toEqual([])
})

it('fits into an inline policy of a role', () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: 10,240 characters
  expect(JSON.stringify(management).length).toBeLessThan(10_240)
})

it('is the same in each format', () => {
  const template = parse(cloudFormation(what))
  const own = template.Resources.PosternRole.Properties
  const members = JSON.parse(template.Resources.PosternMembers.Properties.TemplateBody).Resources.PosternRole.Properties
  expect(actions(own.Policies[0].PolicyDocument).map(String)).toEqual([...actions(management)])
  expect(actions(members.Policies[0].PolicyDocument)).toEqual([...actions(member)])
  expect(members.AssumeRolePolicyDocument.Statement[0].Condition['Fn::If'][1]).toEqual({ StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } })
  const terraform = terraformAws(what)
  expect(guarded.filter(action => !terraform.includes(`"${action}"`))).toEqual([])
  expect(
    [...terraform.matchAll(/"([a-z0-9-]+:[A-Z]\w+)"/g)]
      .map(([, action]) => action)
      .filter(action => action !== undefined && action !== 'sts:ExternalId' && !guarded.includes(action)),
  ).toEqual([])
})

describe('with IAM enforcing it', () => {
  let aws: EmulatedAws
  let scan: Scan
  const role = (policy: object) => ({ name: 'PosternReadOnly', trust: TRUST, inline: { PosternReadOnly: { ...policy } } })

  beforeAll(async () => {
    const { accounts, organization } = RICH_AWS
    const own = accounts[MANAGEMENT]
    aws = await startAws({
      enforcePermissions: true,
      accounts: {
        [MANAGEMENT]: { ...own, scannerRole: 'PosternReadOnly', roles: [...(own?.roles ?? []), role(management)] },
        [MEMBER]: { ...accounts[MEMBER], scannerRole: 'PosternReadOnly', roles: [role(member)] },
      },
      ...(organization === undefined ? {} : { organization }),
    })
    scan = await scanAws(aws, MANAGEMENT, { organization: { role: 'PosternReadOnly' } })
  })
  afterAll(() => aws.stop())

  it('reads a whole organization without being denied anything', () => {
    expect(scan.manifest.gaps.filter(({ reason }) => reason === 'denied')).toEqual([])
    expect(aws.requests.filter(({ status }) => status === 403)).toEqual([])
  })

  it('asks for nothing that it does not grant, and grants little that the scan did not use', () => {
    const commands = new Map([...ALLOWED_COMMANDS].map(([command, { actions }]) => [command.replace(/^\w+\.|Command$/g, ''), actions]))
    const used = (account: string) =>
      new Set(aws.requests.filter(request => request.account === account).flatMap(({ operation }) => commands.get(operation) ?? []))
    expect([...used(MANAGEMENT)].filter(action => !actions(management).includes(action))).toEqual([])
    expect([...used(MEMBER)].filter(action => !actions(member).includes(action))).toEqual([])
    expect(actions(management).filter(action => !used(MANAGEMENT).has(action))).toEqual([])
  })
})
