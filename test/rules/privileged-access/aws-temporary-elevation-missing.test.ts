import rule from '../../../rules/privileged-access/aws-temporary-elevation-missing.ts'
import { identityCenterApplications } from '../../../src/datasets/aws/identity-center.ts'
import { identityCenterInstances } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { application, instance } from '../identity-center-rows.ts'

const applications = (...rows: readonly ReturnType<typeof application>[]) => given(identityCenterApplications, ...rows)

testRule(rule, {
  pass: {
    TEAM: [instance, applications(application('Team IDC App'), application('wiki'))],
    'one that is named here': { given: [instance, applications(application('Elevator'))], parameters: { applications: ['elevator'] } },
  },
  fail: {
    'nothing of the kind': { given: [instance, applications(application('Team wiki'))], severity: 'info', message: /cannot be seen from AWS/ },
    'TEAM, disabled': { given: [instance, applications(application('TEAM IDC APP', { status: 'DISABLED' }))], severity: 'info' },
  },
  'not-applicable': { 'no Identity Center': [given(identityCenterInstances), applications()] },
})
