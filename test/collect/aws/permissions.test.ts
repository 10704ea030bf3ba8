import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { awsCollectors } from '../../../src/collect/aws/collectors.ts'
import { ALLOWED_COMMANDS } from '../../../src/collect/aws/guard.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { MANAGEMENT, RICH_AWS, RICH_CENTER } from './rich-aws.ts'
import { type Scan, scanAws } from './scan-aws.ts'

const datasets = [...new Set(awsCollectors.flatMap(({ gives }) => gives))]

let aws: EmulatedAws
let whole: ReadonlyMap<string, string>

const scan = () => scanAws(aws, MANAGEMENT, { organization: { role: 'Postern' }, limits: { attempts: 1 } })

/** What is missing of each table, by dataset and scope. */
const missing = ({ manifest }: Scan): ReadonlyMap<string, string> =>
  new Map(manifest.gaps.map(({ dataset, scope, reason, permission }) => [`${dataset} of ${scope}`, `${reason} ${permission}`]))

/**
 * The datasets in which something is missing that is not when every permission is there. Accounts that cannot be listed cannot be named: they are an
 * unidentified one, in which everything is missing.
 */
const costOf = (found: ReadonlyMap<string, string>): readonly string[] =>
  [
    ...new Set(
      [...found]
        .filter(([table, gap]) => whole.get(table) !== gap && !table.endsWith('aws-account/unidentified'))
        .map(([table]) => table.replace(/ of .*/, '')),
    ),
  ].sort()

beforeAll(async () => {
  aws = await startAws({ ...RICH_AWS, organization: { management: MANAGEMENT, ...RICH_AWS.organization, trustedServices: ['sso.amazonaws.com'] } })
  whole = missing(await scan())
})
afterEach(() => {
  aws.settings(MANAGEMENT).identityCenters = [RICH_CENTER]
  aws.heal()
})
afterAll(() => aws.stop())

const operations = [...ALLOWED_COMMANDS].flatMap(([command, { actions }]) =>
  actions.map(action => ({ action, told: actions[0], operation: command.replace(/^\w+\.|Command$/g, '') })),
)

describe('a permission that is missing', () => {
  it.each(operations.filter(({ action }) => action !== 'sts:AssumeRole' && action !== 'organizations:DescribeOrganization'))(
    '$action costs exactly the datasets that name it',
    async ({ action, told, operation }) => {
      aws.fault({ kind: 'denied' }, { operation })
      // An instance that is found elsewhere is no loss.
      if (action === 'account:ListRegions') aws.settings(MANAGEMENT).identityCenters = []
      const found = missing(await scan())
      expect(costOf(found)).toEqual(
        datasets
          .filter(({ permissions }) => permissions.includes(action))
          .map(({ name }) => name)
          .sort(),
      )
      expect([...found.values()]).toContain(`denied ${told}`)
    },
  )

  it('sts:AssumeRole costs the other accounts, which say so', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'AssumeRole' })
    const { manifest } = await scan()
    const denied = manifest.gaps.filter(({ permission }) => permission === 'sts:AssumeRole')
    expect(new Set(denied.map(({ scope }) => scope))).toEqual(new Set(['aws-account/222222222222']))
    expect(denied.map(({ dataset }) => dataset).sort()).toEqual(
      datasets
        .filter(({ per }) => per === 'aws-account')
        .map(({ name }) => name)
        .sort(),
    )
  })

  it('organizations:DescribeOrganization costs the organization, and which one the account is in', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'DescribeOrganization' })
    const { manifest } = await scan()
    const denied = manifest.gaps.filter(({ permission }) => permission === 'organizations:DescribeOrganization')
    expect(
      denied
        .filter(({ scope }) => scope === 'aws-organization/unidentified')
        .map(({ dataset }) => dataset)
        .sort(),
    ).toEqual(
      datasets
        .filter(({ per }) => per === 'aws-organization')
        .map(({ name }) => name)
        .sort(),
    )
    expect(denied.filter(({ scope }) => scope === `aws-account/${MANAGEMENT}`).map(({ dataset }) => dataset)).toEqual(['organization-memberships'])
  })
})
