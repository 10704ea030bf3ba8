import { z } from 'zod'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { globalAdministrators } from '../../src/estate/entra/role-holders.ts'
import { emergencyEvidence } from '../../src/estate/entra/role-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-global-administrators-count',
  title: 'A few people are Global Administrator, and more have lesser roles',
  failureTitle: 'Too few or too many Global Administrators',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'One Global Administrator is locked out with one lost key; each one more is one more account that opens everything. Counted are all who hold the role or could activate it, through groups too. The maximum counts all but declared emergency access accounts, the minimum every enabled user: a disabled account or an application lets nobody in. More Global Administrators than holders of any other privileged role show that the role is used for work that a lesser one would do. Microsoft advises fewer than five, CISA between two and eight.',
  remediation: [
    { text: 'Find out what each Global Administrator does, and give them the role that allows just that.' },
    { text: 'Keep at least two, emergency access accounts among them; declare those in the configuration (declared, as: emergency-access).' },
    { text: 'Other thresholds: parameters, entra-global-administrators-count, minimum and maximum.' },
  ],
  verify: [
    {
      text: 'Count the active assignments, and the eligible ones beside them.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq ''62e90394-69f5-4237-9190-012177145e10''&$expand=principal' -OutputType PSObject).value",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['1.1.3'],
    'cis-azure@5.0': ['5.26'],
    'scuba-aad@1.8': ['MS.AAD.7.1', 'MS.AAD.7.2'],
    'mcsb@2': ['PA-1'],
    'nist-800-53@r5': ['AC-6(5)'],
  },
  equivalents: {
    prowler: ['entra_global_admin_in_less_than_five_users', 'admincenter_users_between_two_and_four_global_admins'],
    scuba: ['MS.AAD.7.1v1', 'MS.AAD.7.2v1'],
    maester: ['CISA.MS.AAD.7.2', 'CIS.M365.1.1.3', 'MT.1032'],
    zta: ['21812', '21813'],
  },
  references: [
    { title: 'Best practices for Microsoft Entra roles', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices' },
  ],
  parameters: z.object({
    /** Enabled users, emergency access accounts too. */
    minimum: z.number().int().positive().default(2),
    /** Declared emergency access accounts aside. */
    maximum: z.number().int().positive().default(5),
  }),
  subjects: entraTenants,
  needs: { globalAdministrators, privilegedHolders, emergencyAccess, entraUsers },
  check(_tenant, { globalAdministrators, privilegedHolders, emergencyAccess, entraUsers }, { parameters: { minimum, maximum } }) {
    const all = [...globalAdministrators]
    const unclear = all.filter(({ kind }) => kind === 'group' || kind === 'unknown').map(({ name }) => name)
    const known = all.filter(({ kind }) => kind === 'user' || kind === 'servicePrincipal')
    const able = known.filter(({ id }) => entraUsers.get(id)?.accountEnabled === true)
    const counted = known.filter(({ id }) => !emergencyAccess.has(id))
    const lesser = [...privilegedHolders].filter(({ id, kind }) => kind === 'user' && !emergencyAccess.has(id) && globalAdministrators.get(id) === undefined)
    const facts = [
      evidence(
        'Global Administrators',
        counted.map(({ name }) => name),
      ),
      ...emergencyEvidence(emergencyAccess),
      evidence('Enabled users who are, emergency access included', able.length),
      evidence('Users with other privileged roles only', lesser.length),
      ...(unclear.length === 0 ? [] : [evidence('Not resolved', unclear)]),
    ]
    const people = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`)
    if (counted.length > maximum)
      return fail(
        `${people(counted.length)} ${counted.length === 1 ? 'is' : 'are'} Global Administrator, declared emergency access aside; at most ${maximum} should be.`,
        facts,
      )
    if (unclear.length > 0) return unknown(`How many are Global Administrator is not known: who ${unclear.join(', ')} is, could not be read.`)
    if (able.length < minimum)
      return fail(
        `${able.length === 1 ? '1 enabled user is' : `${able.length} enabled users are`} Global Administrator; at least ${minimum} should be, so that one can get in when another cannot.`,
        facts,
      )
    const hidden = [...privilegedHolders].some(({ kind }) => kind === 'group' || kind === 'unknown')
    if (counted.length <= lesser.length) return pass()
    const few = lesser.length === 0 ? 'nobody has' : lesser.length === 1 ? 'only 1 user has' : `only ${lesser.length} users have`
    if (hidden) return unknown('Whether more people have lesser privileged roles than Global Administrator is not known: not all holders could be read.')
    return fail(`${people(counted.length)} ${counted.length === 1 ? 'is' : 'are'} Global Administrator, and ${few} a lesser privileged role instead.`, facts)
  },
})
