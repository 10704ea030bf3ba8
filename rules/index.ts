import type { Rule } from '../src/rule.ts'
import awsAccessKeyOld from './access-governance/aws-access-key-old.ts'
import awsIamUserInsteadOfFederation from './federation/aws-iam-user-instead-of-federation.ts'
import awsOidcTrustWithoutSubject from './federation/aws-oidc-trust-without-subject.ts'
import entraAwsAppAssignmentNotRequired from './federation/entra-aws-app-assignment-not-required.ts'
import entraLegacyAuthenticationAllowed from './legacy-authentication/entra-legacy-authentication-allowed.ts'
import awsScpNotUsed from './organization-guardrails/aws-scp-not-used.ts'
import entraStandingGlobalAdministrator from './privileged-access/entra-standing-global-administrator.ts'
import awsRootWithoutMfa from './strong-authentication/aws-root-without-mfa.ts'
import entraMfaNotRequiredForUsers from './strong-authentication/entra-mfa-not-required-for-users.ts'

/** Every rule there is, sorted by recommendation and id. */
export const rules: readonly Rule[] = [
  awsIamUserInsteadOfFederation,
  awsOidcTrustWithoutSubject,
  entraAwsAppAssignmentNotRequired,
  awsRootWithoutMfa,
  entraMfaNotRequiredForUsers,
  entraLegacyAuthenticationAllowed,
  entraStandingGlobalAdministrator,
  awsAccessKeyOld,
  awsScpNotUsed,
]
