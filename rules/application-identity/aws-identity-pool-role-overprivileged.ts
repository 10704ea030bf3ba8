import { identityPoolRoles } from '../../src/datasets/aws/identity-pools.ts'
import { identityPoolAccess } from '../../src/estate/aws/identity-pool-access.ts'
import { roleExcess } from '../../src/estate/aws/role-excess.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

export default defineRule({
  id: 'aws-identity-pool-role-overprivileged',
  title: 'Roles that identity pools give to users hold neither a way to administration nor whole services',
  failureTitle: 'Identity pool gives users too much of AWS',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'An identity pool turns everybody who signs in to an application into a session of an AWS role, with keys in their browser. High where such a role administers the account or has a sure way to, under boundaries and the policies of the organization; medium where it is allowed every action of a service on every resource, whatever the organization takes away of that. Asked of the roles that the pool names, and where it leaves the choice to the token or allows the classic flow, of every role that trusts it. Ways that need something that is not read are left out, and so are roles that no longer exist; what guests get is another rule.',
  remediation: [
    { text: 'See what the role really uses.', command: 'aws iam generate-service-last-accessed-details --arn ROLE_ARN' },
    {
      text: 'Allow only those actions, on resources of the user alone: the policy variable cognito-identity.amazonaws.com:sub in a resource is the user’s own id.',
      command: 'aws iam put-role-policy --role-name ROLE --policy-name application --policy-document file://policy.json',
    },
    { text: 'Switch the classic flow off, so that only the roles that the pool names are given.' },
  ],
  verify: [
    { text: 'These are the roles.', command: 'aws cognito-identity get-identity-pool-roles --identity-pool-id IDENTITY_POOL_ID' },
    { text: 'No policy of them allows a whole service, or IAM.', command: 'aws iam list-attached-role-policies --role-name ROLE' },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6'], 'mcsb@2': ['IM-3', 'PA-7'] },
  equivalents: {},
  references: [
    { title: 'IAM roles of identity pools', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html' },
    { title: 'Identity pools authentication flow', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html' },
    { title: 'Choosing a role by a claim', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html' },
  ],
  subjects: identityPoolRoles,
  needs: { identityPoolAccess, roleExcess },
  check(pool, { identityPoolAccess, roleExcess }) {
    const { users, open } = identityPoolAccess(pool)
    const judged = users.map(role => ({ ...role, name: nameOf(role.arn), excess: roleExcess(role.arn) }))
    const administers = judged.filter(({ excess }) => excess.kind === 'administration')
    const faults = [...administers, ...judged.filter(({ excess }) => excess.kind === 'service')]
    const [first] = faults
    if (first !== undefined)
      return fail(
        `Users of identity pool ${pool.name} are given role ${first.name}, which ${first.excess.how}${faults.length > 1 ? `, and ${faults.length - 1} more that hold too much` : ''}.`,
        faults.map(({ name, how, arn, excess }) => evidence(`Role ${name}, given ${how}`, `${arn} ${excess.how}`, pool.id)),
        administers.length > 0 ? 'high' : 'medium',
      )
    const undecided = judged.find(({ excess }) => excess.kind === 'unknown')
    if (undecided !== undefined) return unknown(`Users of identity pool ${pool.name} are given role ${undecided.name}, which ${undecided.excess.how}.`)
    return open === undefined ? pass() : unknown(`Which roles identity pool ${pool.name} gives is not known: ${open}.`)
  },
})
