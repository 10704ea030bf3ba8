import { federatedOrganizations } from '../../src/estate/cross/aws-federation.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-aws-app-missing',
  title: 'An Entra application federates to each AWS organization',
  failureTitle: 'AWS organization without an Entra application',
  cloud: 'cross',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'Where no application of the tenant leads to AWS, people sign in there some other way: a directory of AWS’s own, IAM users, another identity provider. Conditional Access, access reviews and the disabling of leavers then end at the border. It counts as federated where an enabled application names the identity store of the organization’s Identity Center, or where an account of the organization trusts the tenant as SAML issuer and the tenant has an application for that. AWS does not tell which identity provider an Identity Center uses.',
  remediation: [
    {
      text: 'Add the gallery application AWS IAM Identity Center to the tenant, exchange the metadata with Identity Center (Settings, Change identity source, External identity provider), and provision users and groups with SCIM.',
      command:
        'Connect-MgGraph -Scopes Application.ReadWrite.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/applicationTemplates/21ed01d2-ec13-4e9e-86c1-cd546719ebc4/instantiate\' -Body \'{"displayName":"AWS IAM Identity Center"}\'',
    },
    { text: 'Require assignment, assign groups, and protect the application with Conditional Access before the switch.' },
  ],
  verify: [
    {
      text: 'An identifier of the application ends in the identity store id,',
      command:
        'az ad sp list --all --query "[?contains(to_string(servicePrincipalNames),\'signin.aws.amazon.com\')].{name:displayName,names:servicePrincipalNames}"',
    },
    { text: 'which Identity Center tells.', command: 'aws sso-admin list-instances --query Instances[].IdentityStoreId' },
  ],
  frameworks: { 'mcsb@2': ['IM-1', 'IM-5'], 'nist-800-53@r5': ['AC-2', 'IA-2'] },
  equivalents: {},
  references: [
    {
      title: 'Microsoft Entra SSO with AWS IAM Identity Center',
      url: 'https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-tutorial',
    },
    {
      title: 'Microsoft Entra identity management for AWS',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
    {
      title: 'IAM Identity Center: external identity provider',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-identity-source-idp.html',
    },
  ],
  subjects: federatedOrganizations,
  needs: {},
  check({ name, by, open, stores, halves, applications }) {
    if (by !== undefined) return pass()
    if (open.length > 0) return unknown(`Whether an Entra application federates to ${name}: ${open.join('; ')}.`)
    const why =
      stores.length > 0
        ? `none names its identity store ${stores.join(', ')}`
        : 'it has no Identity Center, and none of its accounts that were read trusts a scanned tenant that has an application for it'
    return fail(`No enabled Entra application federates to ${name}: ${why}.`, [
      evidence('Identity stores of the organization', stores.length === 0 ? 'none' : stores),
      evidence('Entra applications that federate to AWS', applications.length === 0 ? 'none' : applications),
      ...(halves.length === 0 ? [] : [evidence('Only one half', halves)]),
    ])
  },
})
