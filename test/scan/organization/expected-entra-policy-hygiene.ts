import type { VerdictTable } from './verdict-table.ts'

/** What the Conditional Access policies of each tenant are kept like. */
export const expectedEntraPolicyHygiene: VerdictTable = {
  'entra-conditional-access-excludes-many': { faulty: 'Block legacy authentication medium, Require MFA medium', holds: 'sound' },
  'entra-conditional-access-exclusion-group-open': { faulty: 'Left out high', holds: 'sound' },
  'entra-conditional-access-references-deleted': { faulty: 'Trial medium, 5 hold', holds: 'sound' },
  'entra-conditional-access-report-only': { faulty: 'Trial low', holds: 'sound' },
  'entra-conditional-access-unused-policy': { faulty: 'For nobody low, 4 hold', holds: 'sound' },
  'entra-continuous-access-evaluation-disabled': { faulty: 'No evaluation medium, 4 hold', holds: 'sound' },
  'entra-protected-actions-missing': {
    faulty:
      'microsoft.directory/conditionalAccessPolicies/basic/update medium, microsoft.directory/conditionalAccessPolicies/delete medium, microsoft.directory/deletedItems/delete medium',
    holds: 'sound',
  },
  'entra-session-control-missing': { faulty: 'itself low', holds: 'sound' },
  'entra-token-protection-missing': { faulty: 'itself info', holds: 'sound' },
  'entra-workload-conditional-access-missing': { faulty: 'robot medium, 1 hold' },
}
