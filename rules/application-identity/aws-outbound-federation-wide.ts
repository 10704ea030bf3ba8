import { outboundFederations } from '../../src/datasets/aws/account-upkeep.ts'
import { knownIssuers } from '../../src/estate/aws/known-issuers.ts'
import { tokenMinters } from '../../src/estate/aws/token-minters.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const SHOWN = 20

export default defineRule({
  id: 'aws-outbound-federation-wide',
  title: 'The account issues tokens for services outside only where that is meant, and for named audiences',
  failureTitle: 'Outbound federation without need or without audience',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'With outbound web identity federation, roles and users of the account get tokens that prove to any service outside who they are. Whoever may call sts:GetWebIdentityToken without a condition on sts:IdentityTokenAudience gets one for every service that trusts the issuer. It holds where the feature is off, or where the issuer is declared and the policies that name the action name audiences. Those who may do everything are left out; Deny statements, boundaries and organization policies are not weighed.',
  remediation: [
    { text: 'Switch it off where nothing needs it.', command: 'aws iam disable-outbound-web-identity-federation' },
    { text: 'Add ForAllValues:StringEquals sts:IdentityTokenAudience to the statements that allow sts:GetWebIdentityToken.' },
    { text: 'Where it is meant, declare the issuer in the configuration: kind issuer, its URL, and the reason.' },
  ],
  verify: [{ text: 'The feature is off, or the issuer is the one declared.', command: 'aws iam get-outbound-web-identity-federation-info' }],
  frameworks: { 'nist-800-53@r5': ['AC-6', 'IA-9'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    { title: 'Outbound identity federation: policies', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_policies.html' },
    { title: 'GetWebIdentityToken', url: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html' },
  ],
  subjects: outboundFederations,
  needs: { knownIssuers, tokenMinters },
  check({ id, name, isEnabled, issuer }, { knownIssuers, tokenMinters: { forAnyAudience, undecided } }) {
    if (!isEnabled) return pass()
    const isDeclared = issuer !== undefined && knownIssuers(issuer).kind === 'declared'
    if (isDeclared && forAnyAudience.length === 0) {
      const [first] = undecided
      return first === undefined ? pass() : unknown(`Whether ${first} lets mint tokens for any audience in account ${name} is not known: it could not be read.`)
    }
    const faults = [...(isDeclared ? [] : ['by an issuer that is not declared']), ...(forAnyAudience.length === 0 ? [] : ['for any audience'])]
    return fail(`Account ${name} issues tokens for services outside ${faults.join(', and ')}.`, [
      evidence('Issuer', issuer ?? 'not said', id),
      evidence('Declared', isDeclared, id),
      evidence('May name any audience', forAnyAudience.length === 0 ? 'nobody but those who may do everything' : forAnyAudience.slice(0, SHOWN), id),
    ])
  },
})
