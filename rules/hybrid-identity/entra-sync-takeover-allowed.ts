import { synchronizationFeatures } from '../../src/datasets/entra/role-security.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-sync-takeover-allowed',
  title: 'Synchronization does not take over accounts of the cloud',
  failureTitle: 'Synchronization may take over accounts of the cloud',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'An account made on-premises with the address of one in the cloud (soft match), or with its anchor (hard match), becomes that account: with the password that was set on-premises. Microsoft keeps holders of directory roles out of hard match by itself since June 2026; whoever administers AWS or Azure without such a role is not. No application can read these settings, only a signed-in Global Administrator: a scan by an application lists them as out of reach.',
  remediation: [
    {
      text: 'Switch both off once the first synchronization is done.',
      command:
        'Connect-MgGraph -Scopes OnPremDirectorySynchronization.ReadWrite.All; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/directory/onPremisesSynchronization/TENANT_ID\' -Body \'{"features":{"blockSoftMatchEnabled":true,"blockCloudObjectTakeoverThroughHardMatchEnabled":true}}\'',
    },
  ],
  verify: [
    {
      text: 'Both features are true.',
      command:
        "Connect-MgGraph -Scopes OnPremDirectorySynchronization.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/directory/onPremisesSynchronization' -OutputType PSObject).value.features",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1', 'IM-2'], 'nist-800-53@r5': ['AC-2', 'IA-4'] },
  equivalents: {},
  references: [
    {
      title: 'Block soft match and hard match',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-features',
    },
    {
      title: 'Existing tenants: hard match and soft match',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant',
    },
  ],
  subjects: synchronizationFeatures,
  needs: {},
  check({ id, blocksSoftMatch, blocksHardMatchTakeover }) {
    const ways = [...(blocksSoftMatch ? [] : ['soft match']), ...(blocksHardMatchTakeover ? [] : ['hard match'])]
    if (ways.length === 0) return pass()
    return fail(`Accounts of the cloud can be taken over from on-premises by ${ways.join(' and ')}.`, [
      evidence('Soft match blocked', blocksSoftMatch, id),
      evidence('Takeover through hard match blocked', blocksHardMatchTakeover, id),
    ])
  },
})
