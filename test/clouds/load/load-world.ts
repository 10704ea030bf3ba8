import { INVENTED, refuseOrganization, type World } from '../aws/answers.ts'
import { type OrganizationSeed, settingsOf } from '../aws/seed.ts'
import { type Answer, type WireRequest, type WireResponse, writeAnswer } from '../aws/wire.ts'
import { type AccountSize, type GeneratedAccount, generatedAccount } from './generated-account.ts'
import { iamAnswers, type Respond } from './iam-answers.ts'
import { organizationAnswers } from './organization-answers.ts'

/** What a load fake is to be. All of it follows from these, so that another process can know what was planted. */
export interface LoadOptions {
  readonly size: AccountSize
  /** Absent: one account that is in no organization. Else how many accounts the organization has beside the management account. */
  readonly members?: number
  /** ISO 8601: what the ages of things count from. */
  readonly now: string
  readonly seed?: number
  /** Milliseconds that each answer waits. */
  readonly latency?: number
  /** Largest page of GetAccountAuthorizationDetails, whatever the caller asks for. */
  readonly largestPage?: number
}

const FIRST = 100_000_000_000
const ROLE = 'PosternReadOnly'

/** The number of an account: 0 is the one that is asked first, the management account where there is an organization. */
export const accountNumber = (n: number): string => String(FIRST + n)

/** The access key that stands for a session of the scanner in this account. */
export const accessKeyOf = (account: string): string => `ASIALOAD${account}`

const accountOfKey = (key: string): string | undefined => /^ASIALOAD(\d{12})$/.exec(key)?.[1]

/** One of the accounts of a load fake. */
export const accountOf = (options: LoadOptions, n: number): GeneratedAccount =>
  generatedAccount(accountNumber(n), options.size, new Date(options.now), (options.seed ?? 1) * 1_000 + n)

const organizationOf = ({ members }: LoadOptions): (OrganizationSeed & { readonly id: string }) | undefined => {
  if (members === undefined) return undefined
  const units = Array.from({ length: 8 }, (_, n) => ({ name: `unit-${n}`, ...(n < 4 ? {} : { parent: `unit-${n - 4}` }) }))
  return {
    id: 'o-load000001',
    management: accountNumber(0),
    trustedServices: ['iam.amazonaws.com'],
    units,
    members: Array.from({ length: members }, (_, n) => ({ id: accountNumber(n + 1), name: `member-${n + 1}`, unit: `unit-${n % units.length}` })),
    policies: [
      {
        name: 'no-leaving',
        document: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] },
        targets: ['root'],
      },
    ],
  }
}

const denied = (operation: string): Answer => ({ kind: 'error', status: 403, code: 'AccessDenied', message: `Not authorized to perform: ${operation}` })
const answer = (value: Extract<Answer, { kind: 'answer' }>['value']): Answer => ({ kind: 'answer', value })

/** Who asks, and any member's role on demand: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const answerSts = (request: WireRequest, account: string, isKnown: (account: string) => boolean): Answer | undefined => {
  if (request.operation === 'GetCallerIdentity')
    return answer({ UserId: `AROALOAD:postern`, Account: account, Arn: `arn:aws:sts::${account}:assumed-role/${ROLE}/postern` })
  if (request.operation !== 'AssumeRole') return undefined
  const [, target, role] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(request.parameter('RoleArn') ?? '') ?? []
  if (target === undefined || role === undefined || !isKnown(target)) return denied('sts:AssumeRole')
  const session = request.parameter('RoleSessionName') ?? 'postern'
  return answer({
    Credentials: {
      AccessKeyId: accessKeyOf(target),
      SecretAccessKey: 'load'.repeat(10),
      SessionToken: 'load',
      Expiration: new Date(Date.now() + 3_600_000),
    },
    AssumedRoleUser: { AssumedRoleId: `AROALOAD:${session}`, Arn: `arn:aws:sts::${target}:assumed-role/${role}/${session}` },
  })
}

/** Answers one request. Undefined: the fake does not know the operation. */
type LoadWorld = (request: WireRequest) => { readonly account: string; readonly response: WireResponse | undefined }

/** Everything the accounts answer, made once; only who asks and small listings are worked out when asked. */
export const loadWorld = (options: LoadOptions): LoadWorld => {
  const organization = organizationOf(options)
  const ofOrganization = organization === undefined ? new Map<string, Respond>() : organizationAnswers(organization)
  const accounts = new Map(
    Array.from({ length: 1 + (options.members ?? 0) }, (_, n) => {
      const { seed } = accountOf(options, n)
      const world: World = { account: accountNumber(n), settings: settingsOf(seed), organization }
      return [world.account, { world, iam: iamAnswers(world.account, seed, options.largestPage ?? 1000) }] as const
    }),
  )
  const prepared = (request: WireRequest, account: string): ReturnType<Respond> | undefined => {
    const { service, operation } = request
    if (service === 'sts') return answerSts(request, account, known => accounts.has(known))
    const of = accounts.get(account)
    if (of === undefined) return denied(`${service}:${operation}`)
    if (service === 'iam') return of.iam.get(operation)?.(request) ?? INVENTED.get(`iam:${operation}`)?.(of.world, request)
    if (service === 'organizations') return refuseOrganization(of.world, request) ?? ofOrganization.get(operation)?.(request)
    return INVENTED.get(`${service}:${operation}`)?.(of.world, request)
  }
  return request => {
    const account = accountOfKey(request.accessKey) ?? 'nobody'
    const reply = prepared(request, account)
    if (reply === undefined) return { account, response: undefined }
    const response = typeof reply === 'string' ? { status: 200, headers: { 'content-type': 'text/xml' }, body: reply } : writeAnswer(request, reply)
    return { account, response }
  }
}
