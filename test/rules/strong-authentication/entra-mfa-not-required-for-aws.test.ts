import { describe, expect, it } from 'vitest'
import rule from '../../../rules/strong-authentication/entra-mfa-not-required-for-aws.ts'
import type { Gap } from '../../../src/dataset.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { type AwsApplicationAssignment, awsApplicationAssignments, awsApplications } from '../../../src/datasets/entra/applications.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { awsSignIns } from '../../../src/estate/entra/aws-sign-ins.ts'
import { tableOf } from '../../../src/estate/needs.ts'
import { group, guest, policy, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'

const application = awsApplication()
const assigned = (principalId: string, principalType = 'User', resourceId = application.id): AwsApplicationAssignment => ({
  id: `${principalId}-${resourceId}`,
  scope,
  name: principalId,
  resourceId,
  principalId,
  principalType,
  appRoleId: 'role',
})
const users = given(entraUsers, user('ann'), user('bob'), user('off', { accountEnabled: false }), guest('gus'))
const aws = given(awsApplications, application)
const assignments = (...rows: readonly AwsApplicationAssignment[]) => given(awsApplicationAssignments, ...rows)
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const forAws = { includeApplications: [application.appId] }

testRule(rule, {
  pass: {
    'a policy for the application': [users, aws, assignments(assigned('ann')), policies(policy('AWS', { applications: forAws }))],
    'a policy for those assigned only': [users, aws, assignments(assigned('ann')), policies(policy('Ann', { users: { includeUsers: ['ann'] } }))],
    'a disabled account is assigned': [users, aws, assignments(assigned('off'))],
    'declared emergency access aside': [
      users,
      aws,
      assignments(assigned('ann'), assigned('bob')),
      policies(policy('AWS', { applications: forAws, users: { excludeUsers: ['bob'] } })),
      given(declared, declaration('principal', 'bob', 'emergency-access')),
    ],
  },
  fail: {
    'nothing asks for MFA there': {
      given: [users, aws, assignments(assigned('ann')), policies(policy('Other', { applications: { includeApplications: ['app-x'] } }))],
      subjects: ['sp-aws'],
      severity: 'critical',
      message: /^Conditional Access lets 1 of 1 people assigned sign in to AWS IAM Identity Center without MFA: no enabled policy/,
    },
    'the application is excluded from the policy for all': {
      given: [users, aws, assignments(assigned('ann')), policies(policy('All', { applications: { excludeApplications: [application.appId] } }))],
      message: /policy "All" excludes AWS IAM Identity Center\.$/,
    },
    'through a group, one of whose members is left out': {
      given: [
        users,
        aws,
        given(referencedGroups, group('cloud', ['ann', 'bob'])),
        assignments(assigned('cloud', 'Group')),
        policies(policy('AWS', { applications: forAws, users: { excludeUsers: ['bob'] } })),
      ],
      message: /^Conditional Access lets 1 of 2 people assigned /,
      evidence: [{ label: 'If these excluded accounts were declared emergency access, it would hold', value: ['bob@contoso.example'] }],
    },
    'everybody where assignment is not required, guests too': {
      given: [
        users,
        given(awsApplications, awsApplication({ appRoleAssignmentRequired: false })),
        policies(policy('Members', { users: { excludeUsers: ['GuestsOrExternalUsers'] } })),
      ],
      message: /^Conditional Access lets 1 of 3 users /,
      evidence: [{ label: 'Assignment required', value: false }],
    },
    'security defaults': {
      given: [users, aws, assignments(assigned('ann')), given(securityDefaultsPolicies, { id: 'sd', name: 'Security defaults', isEnabled: true })],
      severity: 'medium',
    },
    'a known hole stands beside a group that was not read': {
      given: [users, aws, assignments(assigned('ann'), assigned('unread', 'Group'))],
      message: /^Conditional Access lets 1 of 1 /,
    },
    'a policy for risky sign-ins alone': {
      given: [users, aws, assignments(assigned('ann')), policies(policy('Risky', { conditions: { signInRiskLevels: ['high'] } }))],
      message: /: policy "Risky" applies only at sign-in risk high\.$/,
    },
  },
  unknown: {
    'an assigned group that was not read': {
      given: [users, aws, assignments(assigned('unread', 'Group')), policies(policy('AWS', { applications: forAws }))],
      message: /the members of group unread are not known\.$/,
    },
    'limited to a state that this version does not know': [
      users,
      aws,
      assignments(assigned('ann')),
      policies(policy('Tuesdays', { state: 'enabledOnTuesdays' })),
    ],
  },
  'not-applicable': {
    'no application': [users],
    'one that is disabled': [users, given(awsApplications, awsApplication({ accountEnabled: false }))],
  },
})

describe('who can sign in to AWS', () => {
  const other = awsApplication({ id: 'sp-other', name: 'Other' })
  const rows = (gaps: readonly Gap[]) => [
    ...awsSignIns.build(
      {
        awsApplications: tableOf([application, other]),
        assignments: tableOf([assigned('ann'), assigned('gus', 'User', 'sp-other')]),
        referencedGroups: tableOf([]),
        entraUsers: tableOf([user('ann'), guest('gus')]),
      },
      defaultScopes['entra-tenant'],
      need => (need === 'assignments' ? gaps : []),
      new Date(0),
    ),
  ]
  const gap = (part?: string): Gap => ({
    dataset: 'aws-application-assignments',
    scope,
    reason: 'denied',
    detail: 'no',
    ...(part === undefined ? {} : { part }),
  })

  it('makes an application part of the tenant only where no guest is among them', () => {
    expect(rows([]).map(({ id, partOf }) => [id, partOf])).toEqual([
      ['sp-aws', scope],
      ['sp-other', undefined],
    ])
  })

  it('keeps what is missing to the application it is about, where that is told', () => {
    const unread = (part?: string) => rows([gap(part)]).map(({ unread }) => unread.length)
    expect(unread('sp-aws')).toEqual([1, 0])
    expect(unread('some-row')).toEqual([1, 1])
    expect(unread()).toEqual([1, 1])
  })
})
