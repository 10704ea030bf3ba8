import { administrativeUnits } from '../../src/datasets/entra/role-security.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { privilegedGroups } from '../../src/estate/entra/privileged-groups.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const MOST_NAMES = 50

export default defineRule({
  id: 'entra-administrative-unit-unrestricted',
  title: 'Administrative units with privileged accounts in them are restricted',
  failureTitle: 'Privileged accounts in an administrative unit that is not restricted',
  cloud: 'entra',
  severity: 'info',
  recommendation: 'privileged-access',
  rationale:
    'Shown, not judged: a unit is made to give somebody power over what is in it. In a restricted one only those who were named for the unit may change its accounts and groups, and no administrator of the whole tenant below Global Administrator; in any other one they all still may, and those named for the unit besides. Emergency access and administrators belong into restricted units or into none. Units of more than a few thousand members are read in part.',
  remediation: [
    { text: 'Make a unit with restricted management (a choice at creation only) for emergency access and administrators, and move them there.' },
    { text: 'Take administrators out of units that are for regions or departments.' },
  ],
  verify: [
    {
      text: 'isMemberManagementRestricted is true wherever a member holds a privileged role.',
      command:
        "Connect-MgGraph -Scopes AdministrativeUnit.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/directory/administrativeUnits?$select=displayName,isMemberManagementRestricted' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7'], 'nist-800-53@r5': ['AC-6(1)'] },
  equivalents: {},
  references: [
    {
      title: 'Restricted management administrative units',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management',
    },
  ],
  subjects: administrativeUnits,
  needs: { privilegedHolders, privilegedGroups, emergencyAccess },
  check({ id, name, isMemberManagementRestricted, members, isCut }, { privilegedHolders, privilegedGroups, emergencyAccess }) {
    if (isMemberManagementRestricted) return pass()
    const found = members.flatMap(
      member => privilegedHolders.get(member)?.name ?? privilegedGroups.get(member)?.name ?? emergencyAccess.get(member)?.name ?? [],
    )
    if (found.length > 0)
      return fail(
        `Administrative unit ${name} is not restricted and holds ${found.length === 1 ? `${found[0]}` : `${found.length} privileged accounts and groups`}.`,
        [evidence('Privileged', found.slice(0, MOST_NAMES), id), evidence('Restricted management', false)],
      )
    if (isCut) return unknown(`Not all members of administrative unit ${name} were read.`)
    const unread = [...privilegedHolders].find(({ kind }) => kind === 'group' || kind === 'unknown')
    if (unread !== undefined && members.length > 0)
      return unknown(
        `Who ${unread.name} is, which holds ${unread.roles[0]?.role.name ?? 'a role'}, is not known: somebody in administrative unit ${name} may be.`,
      )
    return pass()
  },
})
