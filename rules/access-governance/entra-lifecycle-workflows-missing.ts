import { lifecycleWorkflows } from '../../src/datasets/entra/entitlements.ts'
import { governancePlans } from '../../src/estate/entra/service-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const ASKED = ['joiner', 'leaver'] as const
const does = { joiner: 'those who join', leaver: 'those who leave' } as const

export default defineRule({
  id: 'entra-lifecycle-workflows-missing',
  title: 'Lifecycle workflows take care of those who join and those who leave',
  failureTitle: 'No lifecycle workflow for those who join or leave',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'access-governance',
  rationale:
    'A leaver whose groups, licences and sessions somebody takes away by hand keeps them for as long as that is forgotten. A workflow that starts on the day in the HR record does it on that day. Asked for is one of each kind that is switched on and starts by itself; what its tasks are is not looked at. The licence is there, so that only the work is missing.',
  remediation: [
    { text: 'Entra admin center, ID Governance, Lifecycle workflows: create one from the template for the last day of an employee, and one for the first.' },
    { text: 'Have the attributes employeeHireDate and employeeLeaveDateTime filled from the HR system.' },
    { text: 'Switch on the schedule of each.' },
  ],
  verify: [
    {
      text: 'A joiner and a leaver workflow are enabled and scheduled.',
      command:
        'Connect-MgGraph -Scopes LifecycleWorkflows-Workflow.ReadBasic.All; Get-MgIdentityGovernanceLifecycleWorkflow | Select-Object Category, DisplayName, IsEnabled, IsSchedulingEnabled',
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3'], 'nist-800-53@r5': ['AC-2(1)', 'AC-2(3)'] },
  equivalents: {},
  references: [
    { title: 'What are lifecycle workflows?', url: 'https://learn.microsoft.com/entra/id-governance/what-are-lifecycle-workflows' },
    { title: 'workflow', url: 'https://learn.microsoft.com/graph/api/resources/identitygovernance-workflow' },
  ],
  withoutLicence: {
    plans: governancePlans,
    verdict: 'not-applicable',
    message: 'Lifecycle workflows need Microsoft Entra ID Governance.',
  },
  subjects: entraTenants,
  needs: { lifecycleWorkflows },
  check(_tenant, { lifecycleWorkflows }) {
    const all = [...lifecycleWorkflows]
    const working = new Set(all.filter(({ isEnabled, isScheduled }) => isEnabled && isScheduled).map(({ category }) => category.toLowerCase()))
    const missing = ASKED.filter(category => !working.has(category))
    if (missing.length === 0) return pass()
    return fail(`No lifecycle workflow that starts by itself takes care of ${missing.map(category => does[category]).join(' or of ')}.`, [
      evidence('Lifecycle workflows', all.length),
      ...(all.length === 0
        ? []
        : [
            evidence(
              'What they are',
              all.map(
                ({ name, category, isEnabled, isScheduled }) => `${name} (${category}${isEnabled ? '' : ', off'}${isScheduled ? '' : ', not scheduled'})`,
              ),
            ),
          ]),
    ])
  },
})
