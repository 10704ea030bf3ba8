import { referencedGroups } from '../../src/datasets/entra/directory.ts'
import { groupUses } from '../../src/estate/entra/group-uses.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** Attributes that people set for themselves. */
const own: ReadonlySet<string> = new Set(['mobilephone', 'othermails', 'preferredlanguage'])
/** Attributes that whoever invites or signs up a guest chooses; the others are an administrator's. */
const ofGuests: ReadonlySet<string> = new Set(['displayname', 'givenname', 'surname', 'mail', 'mailnickname', 'userprincipalname', 'proxyaddresses'])

/** Whether nobody but members fits it: one of its conditions says so, and all of them must hold. */
const isForMembers = (rule: string): boolean => /\buser\.userType\s+-eq\s+"Member"/i.test(rule) && !/(?:^|[\s(])-?(?:or|not)(?=[\s(])/i.test(rule)

const chosenIn = (rule: string): readonly string[] => {
  const isChosen = (attribute: string): boolean => own.has(attribute) || (ofGuests.has(attribute) && !isForMembers(rule))
  return [...new Set([...rule.matchAll(/\buser\.(\w+)/gi)].flatMap(([, attribute = '']) => (isChosen(attribute.toLowerCase()) ? [attribute] : [])))]
}

export default defineRule({
  id: 'entra-dynamic-group-privilege',
  title: 'No rule about attributes that people choose leads to privilege',
  failureTitle: 'Dynamic group leads to privilege by attributes that people choose',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'A dynamic group lets in whoever fits its rule, without anybody deciding. People change their own mobile phone number and further mail addresses; whoever invites a guest chooses the guest’s name and address, and with them a user principal name. A rule about such an attribute lets in whoever reads it; a rule for members only keeps guests out, whatever they are called. Asked about are dynamic groups that an AWS application or a privileged role is assigned to, and those that enabled policies of Conditional Access leave out.',
  remediation: [
    { text: 'Assign members one by one, through an access package with approval or PIM for Groups.' },
    {
      text: 'Or let the rule ask for attributes that only the personnel system writes (department, employee id, extension attributes) and for userType Member.',
    },
  ],
  verify: [
    {
      text: 'membershipRule is empty, or names none of the attributes.',
      command:
        "Connect-MgGraph -Scopes GroupMember.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groups/GROUP_ID?$select=displayName,membershipRule' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7'], 'nist-800-53@r5': ['AC-2(7)', 'AC-6(1)'] },
  equivalents: { entrafalcon: ['GRP-003'] },
  references: [
    { title: 'Rules for dynamic membership', url: 'https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership' },
    { title: 'Default user permissions', url: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions' },
  ],
  subjects: referencedGroups,
  needs: { groupUses },
  where: ({ id, membershipRule }, { groupUses }) => membershipRule !== null && groupUses.has(id),
  check({ id, name, membershipRule }, { groupUses }) {
    const attributes = chosenIn(membershipRule ?? '')
    if (attributes.length === 0) return pass()
    const uses = groupUses.get(id) ?? []
    return fail(`Group ${name} leads to ${uses.join(' and ')}, and lets in by ${attributes.join(' and ')}.`, [
      evidence('Rule', membershipRule ?? '', id),
      evidence('Attributes that people choose', attributes),
      evidence('Leads to', uses),
    ])
  },
})
