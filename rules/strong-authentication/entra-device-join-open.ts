import { z } from 'zod'
import { deviceRegistrationPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const words = ({ scope, named }: { readonly scope: string; readonly named: number }): string => (scope === 'selected' ? `${named} chosen` : scope)

export default defineRule({
  id: 'entra-device-join-open',
  title: 'Chosen people join devices, few each, and a joined device has no administrator whom it does not need',
  failureTitle: 'Device join is open',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'A joined device is a factor: policies that ask for one, and the primary refresh token on it, count on its being the organization’s. Where anybody joins devices, an attacker with one password joins their own. Whoever is local administrator reads what others leave on it: the person who joined it and every Global Administrator are, unless it is turned off, and without Windows LAPS all devices tend to share one password. Whether MFA is demanded to join a device may be for Conditional Access to say, and is not judged here.',
  remediation: [
    { text: 'Entra admin center, Devices, Device settings: users may join devices, selected; maximum number of devices per user, 20 or fewer.' },
    { text: 'There too: Global Administrator role is added as local administrator, No; registering user is added, None; enable LAPS, Yes.' },
    { text: 'Another quota: parameters, entra-device-join-open, devices.' },
  ],
  verify: [
    {
      text: 'allowedToJoin is enumerated or none, userDeviceQuota at most 20, enableGlobalAdmins false, registeringUsers none or enumerated, localAdminPassword.isEnabled true.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.DeviceConfiguration; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/deviceRegistrationPolicy' | ConvertTo-Json -Depth 6",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.1.4.1', '5.1.4.2', '5.1.4.3', '5.1.4.4', '5.1.4.5'],
    'mcsb@2': ['PA-1'],
    'nist-800-53@r5': ['AC-6', 'IA-3'],
  },
  equivalents: {
    prowler: ['join_restricted', 'max_devices_per_user_limited', 'global_admins_not_local_admins', 'registering_user_not_local_admin', 'laps_enabled'].map(
      check => `entra_device_registration_${check}`,
    ),
    maester: ['MT.1070', 'MT.1090', 'MT.1091'],
    zta: ['21837', '21953', '21955'],
  },
  references: [
    { title: 'Manage device identities', url: 'https://learn.microsoft.com/entra/identity/devices/manage-device-identities' },
    { title: 'Local administrators of joined devices', url: 'https://learn.microsoft.com/entra/identity/devices/assign-local-admin' },
    { title: 'deviceRegistrationPolicy', url: 'https://learn.microsoft.com/graph/api/resources/deviceregistrationpolicy' },
  ],
  parameters: z.object({
    /** Devices that one person may bring in, at most. */
    devices: z.number().int().positive().default(20),
  }),
  subjects: deviceRegistrationPolicies,
  needs: {},
  check(policy, _facts, { parameters: { devices } }) {
    const { userDeviceQuota, join, areGlobalAdministratorsLocal, registeringUsersBecomeLocal, isLocalPasswordManaged } = policy
    const joins = join.scope !== 'none'
    const faults = [
      ...(join.scope === 'all' || join.scope === 'other' ? ['everybody may join devices'] : []),
      ...(userDeviceQuota > devices ? [`each may bring in ${userDeviceQuota}`] : []),
      ...(joins && areGlobalAdministratorsLocal ? ['Global Administrators are local administrators of them'] : []),
      ...(joins && (registeringUsersBecomeLocal.scope === 'all' || registeringUsersBecomeLocal.scope === 'other')
        ? ['whoever joins a device is its local administrator']
        : []),
      ...(joins && !isLocalPasswordManaged ? ['their local administrator passwords are not managed (LAPS)'] : []),
    ]
    if (faults.length === 0) return pass()
    return fail(`Devices: ${faults.join('; ')}.`, [
      evidence('May join devices', words(join), policy.id),
      evidence('Devices a person', userDeviceQuota),
      evidence('Global Administrators are local administrators', areGlobalAdministratorsLocal),
      evidence('Registering users become local administrators', words(registeringUsersBecomeLocal)),
      evidence('Local passwords are managed (LAPS)', isLocalPasswordManaged),
    ])
  },
})
