import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ALLOWED_COMMANDS } from '../../../src/collect/aws/guard.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { MANAGEMENT, RICH_AWS } from './rich-aws.ts'
import { type Scan, scanAws } from './scan-aws.ts'

/**
 * Members whose absence is an answer of AWS's own, so that nobody can tell it from a loss. UserPolicyList: see the collector. UserPoolAddOns and its mode: a
 * pool whose threat protection was never set has none. CloudWatchLogsLogGroupArn: a trail that is sent to S3 alone. Bucket: the items of S3's list, as
 * `member` is in others.
 */
const MEANT_WHEN_ABSENT = new Set(['AdvancedSecurityMode', 'Bucket', 'CloudWatchLogsLogGroupArn', 'UserPolicyList', 'UserPoolAddOns'])

let aws: EmulatedAws
let whole: Scan

const scan = () => scanAws(aws, MANAGEMENT, { limits: { attempts: 1, pages: 20 } })

beforeAll(async () => {
  aws = await startAws(RICH_AWS)
  whole = await scan()
})
afterEach(() => aws.heal())
afterAll(() => aws.stop())

/** The real answer to the first request of an operation that has anything in it. */
const answerTo = async (operation: string): Promise<string> => {
  let answer = ''
  const keep = (body: string): string => {
    if (membersOf(answer).length === 0) answer = body
    return body
  }
  const heal = aws.fault({ kind: 'rewritten', rewrite: keep }, { operation })
  await scan()
  heal()
  return answer
}

const keysOf = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(keysOf)
  return Object.entries(value).flatMap(([key, member]) => [key, ...keysOf(member)])
}

const membersOf = (answer: string): readonly string[] =>
  [...new Set(answer.startsWith('{') ? keysOf(JSON.parse(answer)) : [...answer.matchAll(/<([A-Za-z]\w+)[/>]/g)].map(match => match[1] ?? ''))].filter(
    name => !/Response$|Result$|^[Rr]equestId$|^ResponseMetadata$|^(?:member|item|entry|key|value)$/.test(name),
  )

const drop = (value: unknown, name: string): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => drop(item, name))
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (key === name ? [] : [[key, drop(member, name)]])))
}

/** The answer without any member of this name, at whatever depth. */
const without = (answer: string, name: string): string =>
  answer.startsWith('{') ? JSON.stringify(drop(JSON.parse(answer), name)) : answer.replace(new RegExp(`<${name}/>|<${name}>[\\s\\S]*?</${name}>`, 'g'), '')

describe.each([...ALLOWED_COMMANDS.keys()].filter(name => !name.startsWith('STS')).map(name => name.replace(/^\w+\.(\w+)Command$/, '$1')))('%s', operation => {
  it('loses no row without a gap, whatever member of its answer is lost', async () => {
    const members = membersOf(await answerTo(operation)).filter(member => !MEANT_WHEN_ABSENT.has(member))
    expect(members.length).toBeGreaterThan(0)
    for (const member of members) {
      aws.fault({ kind: 'rewritten', rewrite: body => without(body, member) }, { operation })
      const { manifest } = await scan()
      aws.heal()
      for (const before of whole.manifest.tables) {
        const after = manifest.tables.find(table => table.dataset === before.dataset)
        const isLost = after?.complete === true && after.rows < before.rows
        expect(isLost, `${before.dataset} without ${member}`).toBe(false)
      }
    }
  })
})
