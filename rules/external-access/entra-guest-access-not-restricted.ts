import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Template ids: https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
const asMembers = 'a0b1b346-4d3e-4e8b-98f8-753987be4970'
const allowed = new Map([
  ['10dae51f-b6af-4016-8d66-8c2a99b929b3', 'limited'],
  ['2af84b1e-32c8-42b7-82bc-daa82404023b', 'restricted to their own directory objects'],
])

export default defineRule({
  id: 'entra-guest-access-not-restricted',
  title: 'Guests see less of the directory than members',
  failureTitle: 'Guests see the directory as members do',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'external-access',
  rationale:
    'A guest whose home account is taken over reads what guests may read. With the access of members that is every user, group and role: whom to phish, and who is worth it. Limited access, which is the default, hides most of it; restricted access leaves a guest only themselves.',
  remediation: [
    {
      text: 'Restrict guests to their own directory objects. Teams and SharePoint are not affected by it.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authorizationPolicy\' -Body \'{"guestUserRoleId":"2af84b1e-32c8-42b7-82bc-daa82404023b"}\'',
    },
  ],
  verify: [
    {
      text: 'guestUserRoleId is 10dae51f-b6af-4016-8d66-8c2a99b929b3 or 2af84b1e-32c8-42b7-82bc-daa82404023b.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).guestUserRoleId",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.1.6.2'],
    'cis-azure@5.0': ['5.15'],
    'scuba-aad@1.8': ['MS.AAD.8.1'],
    'nist-800-53@r5': ['AC-3', 'AC-6'],
  },
  equivalents: {
    prowler: ['entra_policy_guest_users_access_restrictions'],
    scuba: ['MS.AAD.8.1v1'],
    maester: ['EIDSCA.AP07', 'CISA.MS.AAD.8.1', 'CIS.M365.5.1.6.2'],
    zta: ['21792'],
  },
  references: [
    { title: 'Restrict guest access permissions', url: 'https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions' },
    { title: 'authorizationPolicy', url: 'https://learn.microsoft.com/graph/api/resources/authorizationpolicy' },
  ],
  subjects: authorizationPolicies,
  needs: {},
  check({ id, guestUserRoleId }) {
    const role = guestUserRoleId?.toLowerCase() ?? ''
    if (allowed.has(role)) return pass()
    if (role !== asMembers) return unknown(`The role of guests is ${role === '' ? 'not told' : `${role}, which is none that Microsoft documents`}.`)
    return fail('Guests read the directory as members do: all users, groups and roles.', [evidence('Role of guests', role, id)])
  },
})
