import { type AccessRequest, decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { someRegion } from './partitions.ts'
import type { ControlPolicies, PrincipalIdentity, PrincipalPolicies } from './principal-policies.ts'
import { atBest, solve } from './solve.ts'

/** What an organization should forbid the administrators of its member accounts. */
export interface Protection {
  /** For ever, part of the identity of findings. */
  readonly id: string
  /** For people, after "does not forbid". */
  readonly of: string
  /** Each of them must be denied. */
  readonly actions: readonly string[]
  /** Who asks: an administrator's role, or the root user. */
  readonly by: 'role' | 'root'
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html */
export const protections: readonly Protection[] = [
  { id: 'leaving', of: 'leaving the organization', actions: ['organizations:LeaveOrganization'], by: 'role' },
  { id: 'root', of: 'what the root user does', actions: ['iam:CreateAccessKey', 's3:GetObject', 'ec2:RunInstances'], by: 'root' },
  { id: 'cloudtrail', of: 'stopping CloudTrail', actions: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'], by: 'role' },
  { id: 'guardduty', of: 'stopping GuardDuty', actions: ['guardduty:DeleteDetector', 'guardduty:UpdateDetector'], by: 'role' },
  { id: 'config', of: 'stopping AWS Config', actions: ['config:StopConfigurationRecorder', 'config:DeleteConfigurationRecorder'], by: 'role' },
  { id: 'access-analyzer', of: 'deleting Access Analyzer', actions: ['access-analyzer:DeleteAnalyzer'], by: 'role' },
  { id: 'iam-users', of: 'making IAM users and access keys', actions: ['iam:CreateUser', 'iam:CreateAccessKey'], by: 'role' },
]

const NAME = 'any-postern-name'
const FULL = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })

/** A member account and where it is. */
interface Member {
  readonly account: string
  readonly partition: string
}

const administrator = ({ account, partition }: Member, by: Protection['by'], serviceControl: ControlPolicies): PrincipalPolicies => {
  const principal: PrincipalIdentity =
    by === 'root'
      ? { kind: 'root', arn: `arn:${partition}:iam::${account}:root`, name: 'root', account }
      : { kind: 'role', arn: `arn:${partition}:iam::${account}:role/${NAME}`, name: NAME, account }
  return { principal, identity: by === 'root' ? [] : [{ name: 'everything', document: FULL }], serviceControl, resourceControl: 'none' }
}

const resourceOf = (action: string, { account, partition }: Member): string => {
  const [service = ''] = action.split(':', 1)
  if (service === 'organizations') return '*'
  if (service === 'iam') return `arn:${partition}:iam::${account}:user/${NAME}`
  return service === 's3' ? `arn:${partition}:s3:::${NAME}/${NAME}` : `arn:${partition}:${service}:${someRegion(partition)}:${account}:${NAME}/${NAME}`
}

export interface Unprotected {
  readonly action: string
  /** `conditional`: it is forbidden under a condition only. */
  readonly outcome: 'allowed' | 'conditional' | 'unknown'
  readonly decision: Decision
}

/** The actions of a protection that the organization's policies leave to an administrator whom none of them names, in whatever Region. */
export const unprotected = (protection: Protection, member: Member, serviceControl: ControlPolicies): readonly Unprotected[] =>
  protection.actions.flatMap((action): Unprotected[] => {
    const request: AccessRequest = { action, resource: resourceOf(action, member) }
    const decision = decide(administrator(member, protection.by, serviceControl), request)
    const { outcome, unread } = solve(atBest(decision.condition))
    if (outcome === 'never') return []
    return [{ action, decision, outcome: outcome === 'always' ? 'allowed' : unread.length > 0 ? 'unknown' : 'conditional' }]
  })
