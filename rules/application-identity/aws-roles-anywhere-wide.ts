import { serviceOf } from '../../src/analysis/iam/confused-deputies.ts'
import { isDemanded } from '../../src/analysis/iam/demanded-conditions.ts'
import type { Condition } from '../../src/analysis/iam/policy-conditions.ts'
import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { saysSomething, type TrustedParty } from '../../src/analysis/iam/trusted-parties.ts'
import { iamRoles } from '../../src/datasets/aws/iam.ts'
import { isAwsOwned } from '../../src/estate/aws/role-makers.ts'
import { rolesAnywhere } from '../../src/estate/aws/roles-anywhere.ts'
import { partiesOfRoles, type RoleParties } from '../../src/estate/aws/trusted-parties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isRolesAnywhere = ({ kind, value }: TrustedParty): boolean => kind === 'service' && serviceOf(value) === 'rolesanywhere'
const demanded = ({ conditions }: TrustedParty, says: (condition: Condition) => boolean): boolean =>
  conditions.some(condition => isDemanded(condition, conditions) && saysSomething(condition) && says(condition))
const NAMES = /^(?:aws:principaltag\/x509(?:subject|san)\/.+|sts:sourceidentity)$/
/** The certificate’s subject and alternative names are tags of the session, its common name is the source identity. */
const namesSubject = (party: TrustedParty): boolean => demanded(party, ({ key }) => NAMES.test(key))
/** What certificates of one authority often have in common: country, state, place and organization. */
const isShared = (party: TrustedParty): boolean => !demanded(party, ({ key }) => !/^aws:principaltag\/x509subject\/(?:c|st|l|o)$/.test(key) && NAMES.test(key))
const namesAnchor = (party: TrustedParty): boolean =>
  demanded(party, ({ key, values }) => key === 'aws:sourcearn' && values.every(value => /:trust-anchor\/[0-9a-z-]{8,}$/i.test(value)))

const unreadableOf = (of: RoleParties | undefined): string | undefined => (of === undefined ? 'it is not there' : of.unreadable)

export default defineRule({
  id: 'aws-roles-anywhere-wide',
  title: 'A role for IAM Roles Anywhere names the certificates that may assume it',
  failureTitle: 'Role for any certificate of a CA',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'IAM Roles Anywhere gives a role to whoever holds a certificate of a trusted authority. Which certificate it must be, only the role’s trust policy says: by aws:PrincipalTag/x509Subject/..., x509SAN/... or the source identity. Without it every machine and person with a certificate of that authority gets the role. Unknown where only country, state, place or organization is demanded, which all of them may share. Medium where the certificate is named but not the trust anchor (aws:SourceArn), so that an authority trusted for something else can issue one of that name. Low while no enabled profile lists the role, or no trust anchor is enabled: whoever may make one opens the door.',
  remediation: [
    {
      text: 'Add StringEquals aws:PrincipalTag/x509Subject/CN with the names meant, and ArnEquals aws:SourceArn with the trust anchor.',
      command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    },
    { text: 'Delete profiles that nobody uses.', command: 'aws rolesanywhere list-profiles' },
  ],
  verify: [
    {
      text: 'The statement that trusts rolesanywhere.amazonaws.com has both conditions.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].[Principal,Condition]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'IA-9'], 'mcsb@2': ['IM-3', 'PA-7'] },
  equivalents: {},
  references: [
    { title: 'The IAM Roles Anywhere trust model', url: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html' },
    { title: 'Attribute mapping and trust policy', url: 'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/attribute-mapping-and-trust-policy.html' },
  ],
  subjects: iamRoles,
  needs: { partiesOfRoles, rolesAnywhere },
  where: (role, { partiesOfRoles }) => {
    if (isAwsOwned(role)) return false
    const of = partiesOfRoles.get(role.id)
    return unreadableOf(of) !== undefined || (of?.parties ?? []).some(isRolesAnywhere)
  },
  check({ id, name, arn }, { partiesOfRoles, rolesAnywhere }) {
    const of = partiesOfRoles.get(id)
    const unreadable = unreadableOf(of)
    if (unreadable !== undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${unreadable}.`)
    const parties = (of?.parties ?? []).filter(isRolesAnywhere)
    const open = parties.find(party => !namesSubject(party))
    const shared = open === undefined ? parties.find(isShared) : undefined
    if (shared !== undefined)
      return unknown(
        `Role ${name} demands of a certificate only what others of its authority may have in common: ${describeConditions(shared.statement).join('; ')}.`,
      )
    const weakest = open ?? parties.find(party => !namesAnchor(party))
    if (weakest === undefined) return pass()
    const { profiles, anchors, shut } = rolesAnywhere(arn)
    const anchor = namesAnchor(weakest) ? 'of its trust anchor' : 'of any trust anchor'
    const fault =
      open === undefined
        ? `Role ${name} names the certificate that may assume it, but no trust anchor.`
        : `Role ${name} can be assumed with any certificate ${anchor}.`
    return fail(
      shut === undefined ? fault : `${fault} ${shut}`,
      [
        evidence('Statement', weakest.statement.label, id),
        evidence('Conditions', weakest.statement.conditions.length === 0 ? 'none' : describeConditions(weakest.statement), id),
        evidence('Enabled profiles that list the role', profiles, id),
        evidence('Enabled trust anchors', anchors, id),
      ],
      shut !== undefined ? 'low' : open === undefined ? 'medium' : undefined,
    )
  },
})
