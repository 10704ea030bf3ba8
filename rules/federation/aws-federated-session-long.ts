import { z } from 'zod'
import { coversAction } from '../../src/analysis/iam/policy-document.ts'
import type { TrustedParty } from '../../src/analysis/iam/trusted-parties.ts'
import { iamRoles } from '../../src/datasets/aws/iam.ts'
import { roleSessions } from '../../src/datasets/aws/role-sessions.ts'
import { administratorRoles } from '../../src/estate/aws/administrator-roles.ts'
import { isAwsOwned } from '../../src/estate/aws/role-makers.ts'
import { partiesOfRoles } from '../../src/estate/aws/trusted-parties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const HOUR = 3600

const isFederated = ({ kind, statement }: TrustedParty): boolean =>
  kind === 'saml' ||
  kind === 'oidc' ||
  (kind === 'everyone' && ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'].some(action => coversAction(statement, action)))

export default defineRule({
  id: 'aws-federated-session-long',
  title: 'Sessions of federated roles are short, those of administrators the shortest',
  failureTitle: 'Long federated session',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'federation',
  rationale:
    'The keys of a session work until it ends, also when the person is disabled at the identity provider in the meantime. The role says how long a session may be at most. Privileged is a role that may do everything or can give itself the rest; roles of IAM Identity Center are judged by their permission set instead.',
  remediation: [
    {
      text: 'Set the longest session to what one piece of work takes.',
      command: 'aws iam update-role --role-name ROLE --max-session-duration SECONDS',
    },
  ],
  verify: [{ text: 'MaxSessionDuration is within the limit.', command: "aws iam get-role --role-name ROLE --query 'Role.MaxSessionDuration'" }],
  frameworks: { 'nist-800-53@r5': ['AC-2(5)', 'AC-12'], 'mcsb@2': ['PA-2'] },
  equivalents: {},
  references: [
    { title: 'The maximum session duration of a role', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html' },
    { title: 'AssumeRoleWithSAML', url: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html' },
  ],
  parameters: z.object({
    /** The longest session of a federated role, in hours. AWS allows twelve. */
    hours: z.number().positive().default(12),
    /** The longest session of one that is privileged, in hours. */
    privilegedHours: z.number().positive().default(4),
  }),
  subjects: iamRoles,
  needs: { roleSessions, administratorRoles, partiesOfRoles },
  where: (role, { partiesOfRoles }) => {
    if (isAwsOwned(role)) return false
    const { parties, unreadable } = partiesOfRoles.get(role.id) ?? { parties: [], unreadable: 'it is not there' }
    return unreadable !== undefined || parties.some(isFederated)
  },
  check({ id, name }, { roleSessions, administratorRoles, partiesOfRoles }, { parameters: { hours, privilegedHours } }) {
    const longest = roleSessions.get(id)?.longestSession
    if (longest === undefined) return unknown(`How long sessions of role ${name} may be was not told; the role may be newer than the list.`)
    const administrator = administratorRoles.get(id)
    const limit = administrator?.certainty === 'certain' ? Math.min(hours, privilegedHours) : hours
    const isWithin = longest <= limit * HOUR
    if (isWithin && (administrator === undefined || longest <= privilegedHours * HOUR)) return pass()
    const { parties, unreadable } = partiesOfRoles.get(id) ?? { parties: [], unreadable: 'it is not there' }
    if (unreadable !== undefined) return unknown(`Whether role ${name} is federated cannot be told: its trust policy could not be read (${unreadable}).`)
    if (isWithin && administrator !== undefined && administrator.certainty !== 'certain')
      return unknown(`Role ${name} has sessions of up to ${longest / HOUR} hours, and whether it is privileged is not known: ${administrator.words()}.`)
    return fail(`Sessions of federated role ${name} may last ${longest / HOUR} hours, where ${limit} are allowed.`, [
      evidence('Longest session in seconds', longest, id),
      evidence('Identity providers', [...new Set(parties.filter(isFederated).map(({ value }) => value))], id),
      evidence('Privileged', administrator === undefined ? 'no' : administrator.words(), id),
    ])
  },
})
