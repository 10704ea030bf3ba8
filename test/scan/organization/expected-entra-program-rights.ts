import type { VerdictTable } from './verdict-table.ts'

/** What the programs of each tenant may do, and who answers for them and for guests. */
export const expectedEntraProgramRights: VerdictTable = {
  'entra-agent-blueprint-secret': { faulty: 'agents high, 1 hold', holds: 'sound' },
  'entra-agent-identity-overprivileged': { faulty: 'agent-lost high, 1 hold', holds: 'sound' },
  'entra-agent-identity-unowned': { faulty: 'agent-lost medium, 1 hold', holds: 'sound' },
  'entra-application-dangerous-permission': { faulty: 'keeper critical, robot critical, 9 hold', holds: 'sound' },
  'entra-aws-app-assigned-to-users': { faulty: 'aws-open low, 2 hold', holds: 'sound' },
  'entra-aws-app-certificate-expiring': { faulty: 'aws-open medium, 2 hold', holds: 'sound' },
  'entra-aws-provisioning-mutable-key': { faulty: 'Users medium, 1 hold', holds: 'sound' },
  'entra-aws-provisioning-unhealthy': { faulty: 'aws-open high, 1 hold', holds: 'sound' },
  'entra-federated-credential-wide': { faulty: 'checks critical, 1 hold', holds: 'sound' },
  'entra-guest-without-sponsor': { faulty: 'idle-guest@contoso.onmicrosoft.com info, 1 hold', holds: 'sound' },
  'entra-managed-identity-privileged': { faulty: 'runbook high, 1 hold', holds: 'sound' },
  'entra-self-service-sign-up-open': { faulty: 'Authentication flows policy low', holds: 'bare sound' },
  'entra-service-principal-privileged-role': { faulty: 'keeper high, 12 hold', holds: 'sound' },
  'entra-tenant-wide-delegated-grant-dangerous': { faulty: 'vendor critical, 1 hold', holds: 'sound' },
}
