import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-users-read-bitlocker-keys',
  title: 'Users do not read the BitLocker recovery keys of their devices themselves',
  failureTitle: 'Users may read BitLocker recovery keys',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'access-governance',
  rationale:
    'With the recovery key a disk is read without the device’s own protection: whoever takes over an account, or keeps a stolen device and a session, reads the disk too. The help desk can hand out a key when one is needed, which leaves a trace; where people must help themselves, accept the finding with an exception.',
  remediation: [
    {
      text: 'Take the permission from the default role.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authorizationPolicy\' -Body \'{"defaultUserRolePermissions":{"allowedToReadBitlockerKeysForOwnedDevice":false}}\'',
    },
  ],
  verify: [
    {
      text: 'allowedToReadBitlockerKeysForOwnedDevice is false.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).defaultUserRolePermissions.allowedToReadBitlockerKeysForOwnedDevice",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.1.4.6'], 'nist-800-53@r5': ['AC-3', 'SC-28'] },
  equivalents: { prowler: ['entra_policy_default_user_cannot_read_bitlocker_keys'], maester: ['CIS.M365.5.1.4.6'], zta: ['21954'] },
  references: [
    { title: 'Default user permissions', url: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions' },
    { title: 'defaultUserRolePermissions', url: 'https://learn.microsoft.com/graph/api/resources/defaultuserrolepermissions' },
  ],
  subjects: authorizationPolicies,
  needs: {},
  check({ id, defaultUserRolePermissions: { allowedToReadBitlockerKeysForOwnedDevice } }) {
    if (allowedToReadBitlockerKeysForOwnedDevice === null) return unknown('Whether users may read BitLocker recovery keys was not told.')
    if (!allowedToReadBitlockerKeysForOwnedDevice) return pass()
    return fail('Users may read the BitLocker recovery keys of the devices they own.', [
      evidence('Users may read recovery keys', allowedToReadBitlockerKeysForOwnedDevice, id),
    ])
  },
})
