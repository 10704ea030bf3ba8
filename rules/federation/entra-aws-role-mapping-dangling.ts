import { samlRoleMappings } from '../../src/estate/cross/saml-role-mappings.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-aws-role-mapping-dangling',
  title: 'Each role that an application maps people to trusts the tenant, and the other way round',
  failureTitle: 'Half a mapping between Entra and a role in AWS',
  cloud: 'cross',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'People get into a role by SAML only if the application claims it for them and the role trusts the provider. A claim for a role that is gone, or that trusts another provider, is access that nobody sees any more and that is there again when somebody makes a role of that name. Low where a role trusts the tenant and no application role names it: whoever may edit the claims of the application can have it claim that role for anybody. Asked about are applications for single accounts, and roles that trust a SAML provider whose issuer is the tenant; claims that a claims policy makes are not followed.',
  remediation: [
    { text: 'Delete the application role, or stop assigning it: App registrations, the application, App roles.' },
    { text: 'Or make the role trust the provider.', command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json' },
    { text: 'A role that nobody is mapped to: delete it, or take the provider out of its trust policy.', command: 'aws iam delete-role --role-name ROLE' },
  ],
  verify: [
    { text: 'The role is there and trusts the provider.', command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument'" },
    {
      text: 'The values of the application’s roles name it.',
      command: 'az ad sp show --id APPLICATION_ID --query "appRoles[].{name:displayName,value:value}"',
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1', 'PA-3'], 'nist-800-53@r5': ['AC-2', 'AC-6'] },
  equivalents: {},
  references: [
    {
      title: 'Single sign-on with AWS Single-Account Access: the role claim',
      url: 'https://learn.microsoft.com/entra/identity/saas-apps/amazon-web-service-tutorial',
    },
    {
      title: 'Configure SAML assertions for the authentication response',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html',
    },
  ],
  subjects: samlRoleMappings,
  needs: {},
  check(subject) {
    if (subject.kind === 'unread') return unknown(`Whether roles trust the tenant by SAML that no application role names: ${subject.why}.`)
    const { id, name, kind, roleArn, providerArn, otherHalf, why } = subject
    if (otherHalf === 'there') return pass()
    if (otherHalf === 'unread') return unknown(`Whether ${roleArn} trusts ${providerArn}, as ${name} has it: ${why ?? 'it could not be read'}.`)
    const proof = [evidence('Role', roleArn, kind === 'role' ? id : roleArn), evidence('Provider', providerArn, providerArn)]
    if (kind === 'role') return fail(`${roleArn} trusts the tenant by SAML, and no application role names it.`, proof, 'low')
    return fail(`${name} maps people to ${roleArn}, which is not there or does not trust ${providerArn}.`, proof)
  },
})
