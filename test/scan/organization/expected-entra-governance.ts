import type { VerdictTable } from './verdict-table.ts'

/** What access packages, workflows and risks of each tenant come to; the bare one has no licence for any of them. */
export const expectedEntraGovernance: VerdictTable = {
  'entra-access-package-weak': { faulty: 'Partners for ever medium, 1 hold', holds: 'sound' },
  'entra-lifecycle-workflows-missing': { faulty: 'itself low', holds: 'sound' },
  'entra-risky-service-principal-open': { faulty: 'importer high', holds: 'sound' },
  'entra-risky-user-open': { faulty: 'leaked high, 1 hold', holds: 'sound' },
}
