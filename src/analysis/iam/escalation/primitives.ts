import { existingResources } from './existing-resources.ts'
import { organizationReach } from './organization-reach.ts'
import { ownRights } from './own-rights.ts'
import { passedRoles } from './passed-roles.ts'
import type { EscalationPrimitive } from './primitive.ts'
import { rightsOfOthers } from './rights-of-others.ts'

/** Every way known here to gain rights that one was not given, each with its source. */
export const escalationPrimitives: readonly EscalationPrimitive[] = [
  ...ownRights,
  ...rightsOfOthers,
  ...passedRoles,
  ...existingResources,
  ...organizationReach,
]

/** Actions that matter besides: what an administrator can do, and what an organization should forbid. */
const others = [
  'access-analyzer:DeleteAnalyzer',
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'config:DeleteConfigurationRecorder',
  'config:StopConfigurationRecorder',
  'dynamodb:GetItem',
  'ec2:CreateSnapshot',
  'ec2:TerminateInstances',
  'guardduty:DeleteDetector',
  'iam:DeleteAccessKey',
  'iam:DeleteRole',
  'kms:Decrypt',
  'kms:ScheduleKeyDeletion',
  'lambda:InvokeFunction',
  'organizations:LeaveOrganization',
  'rds:DeleteDBInstance',
  's3:DeleteBucket',
  's3:GetObject',
  's3:PutObject',
  'sqs:SendMessage',
  'support:CreateCase',
]

/** The actions that are told apart when many principals are looked at; sorted. */
export const sensitiveActions: readonly string[] = [
  ...new Set([...escalationPrimitives.flatMap(({ onTarget, elsewhere }) => [...onTarget, ...elsewhere].flat()), ...others]),
].sort()
