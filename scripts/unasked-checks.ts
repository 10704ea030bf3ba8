/** Checks of another tool that no rule asks, and why not. One that a rule comes to name as its equivalent drops out by itself. */
export interface Unasked {
  readonly tool: string
  readonly checks: readonly string[]
  readonly why: string
}

const listed = (prefix: string, names: string): string[] => names.split(' ').map(name => `${prefix}${name}`)
const caps = (names: string): string[] => listed('entra_conditional_access_policy_', names)

const exact =
  'Conditional Access is not asked policy by policy: coverage of all sign-ins by all policies together is, and a policy that closes nothing is not missed.'
const content = 'About content, devices or workloads of a service, not about who gets in.'
const advanced = 'Read by hunting queries of Defender XDR, which needs rights to query all of its logs.'
const planned = 'Planned there, without a criterion.'
const inventory = 'Needs an inventory of single workloads; Postern judges the roles that they run with.'

export const unaskedChecks: readonly Unasked[] = [
  {
    tool: 'prowler',
    checks: listed('iam_', 'user_access_not_stale_to_bedrock user_access_not_stale_to_sagemaker role_access_not_stale_to_bedrock'),
    why: 'Service last accessed is a job a principal, and AWS’s own unused-access analyzer tells it: aws-access-analyzer-missing asks for that.',
  },
  {
    tool: 'prowler',
    checks: listed('iam_', 'inline_policy_no_wildcard_marketplace_subscribe policy_no_wildcard_marketplace_subscribe'),
    why: 'About spending, not about access.',
  },
  {
    tool: 'prowler',
    checks: ['iam_policy_no_full_access_to_cloudtrail', 'iam_inline_policy_no_full_access_to_cloudtrail'],
    why: 'aws-policy-service-wildcard takes cloudtrail where its parameter `services` names it; stopping the trail is what aws-scp-does-not-protect asks about.',
  },
  {
    tool: 'prowler',
    checks: [
      'iam_no_custom_policy_permissive_role_assumption',
      'iam_role_cross_account_readonlyaccess_policy',
      'iam_aws_attached_policy_no_administrative_privileges',
    ],
    why: 'What a policy allows is computed with all that limits it, for the principals that hold it: aws-privilege-escalation, aws-administrator-user, aws-role-trusts-unknown-account.',
  },
  { tool: 'prowler', checks: ['iam_securityaudit_role_created'], why: 'Whoever runs Postern has such a role, by whatever name.' },
  { tool: 'prowler', checks: ['iam_root_credentials_management_enabled'], why: 'Asked as part of aws-root-credentials-in-member-account.' },
  {
    tool: 'prowler',
    checks: ['organizations_opt_out_ai_services_policy', 'organizations_tags_policies_enabled_and_attached'],
    why: 'About data for AI services and about tags, not about access.',
  },
  {
    tool: 'prowler',
    checks: ['organizations_scp_check_deny_regions'],
    why: 'Which Regions a company uses only it can tell; a Deny by Region counts in aws-scp-not-used.',
  },
  { tool: 'prowler', checks: ['directoryservice_directory_snapshots_limit'], why: 'About backups.' },
  {
    tool: 'prowler',
    checks: ['rolesanywhere_profile_restricts_session_permissions', 'rolesanywhere_trust_anchor_pqc_pki'],
    why: 'aws-roles-anywhere-wide asks which certificates get in, which the role’s trust decides; a session policy of the profile only takes away, and what the role may do is judged as for any role.',
  },
  {
    tool: 'prowler',
    checks: listed('cloudtrail_', 'logs_s3_bucket_access_logging_enabled bucket_requires_mfa_delete insights_exist cloudwatch_logging_enabled'),
    why: 'About keeping the logs, beyond that they are whole and closed to others; whether anybody is alarmed is asked by aws-alarm-missing-for-*.',
  },
  {
    tool: 'prowler',
    checks: listed('cloudtrail_', 'threat_detection_privilege_escalation threat_detection_enumeration threat_detection_llm_jacking'),
    why: 'Reads a day of events: detection is what GuardDuty and a SIEM do all the time, and aws-guardduty-off asks for it.',
  },
  {
    tool: 'prowler',
    checks: listed('cloudwatch_log_metric_filter_', 'authentication_failures unauthorized_api_calls disable_or_scheduled_deletion_of_kms_cmk'),
    why: 'Not about a change of identities; aws-alarm-missing-for-identity-change, -root-use and -sign-in-without-mfa are asked.',
  },
  {
    tool: 'prowler',
    checks: [
      'config_recorder_using_aws_service_role',
      'config_delegated_admin_and_org_aggregator_all_regions',
      'securityhub_delegated_admin_enabled_all_regions',
      'guardduty_centrally_managed',
      'guardduty_delegated_admin_enabled_all_regions',
    ],
    why: 'Delegation is asked once for all security services: aws-delegated-administrator-missing.',
  },
  { tool: 'prowler', checks: ['guardduty_no_high_severity_findings'], why: 'A queue of work, not a setting.' },
  {
    tool: 'prowler',
    checks: listed('account_', 'maintain_current_contact_details maintain_different_contact_details_to_security_billing_and_operations security_questions'),
    why: 'Only a person can tell whether contact details are current; the security contact is asked for by aws-alternate-contact-missing, and security questions are gone.',
  },
  {
    tool: 'prowler',
    checks: [
      'ec2_instance_profile_attached',
      'ec2_instance_imdsv2_enabled',
      'sagemaker_domain_sso_configured',
      'apigateway_restapi_authorizers_enabled',
      'bedrock_api_key_no_administrative_privileges',
    ],
    why: inventory,
  },
  {
    tool: 'prowler',
    checks: ['entra_user_with_vm_access_has_mfa', 'iam_custom_role_has_permissions_to_administer_resource_locks'],
    why: 'Whether somebody registered MFA is asked of all users, and what sign-ins demand of every role; resource locks are no matter of identity.',
  },
  {
    tool: 'prowler',
    checks: ['entra_trusted_named_locations_exists', 'entra_conditional_access_trusted_named_location_exists'],
    why: 'A trusted location makes nothing safer by itself; entra-conditional-access-trusted-location-wide asks that those there are be narrow.',
  },
  {
    tool: 'prowler',
    checks: [
      ...caps(
        'require_mfa_for_admin_portals explicitly_targets_azure_devops mdm_compliant_device_required approved_client_app_required_for_mobile app_enforced_restrictions corporate_device_sign_in_frequency_enforced',
      ),
      ...caps(
        'sign_in_frequency_all_users untrusted_locations_blocked block_high_medium_sign_in_risk compliant_device_hybrid_joined_device_mfa_required block_elevated_insider_risk block_o365_elevated_insider_risk',
      ),
      ...listed('entra_', 'admin_portals_access_restriction intune_enrollment_sign_in_frequency_every_time idle_session_timeout_configured'),
    ],
    why: exact,
  },
  {
    tool: 'prowler',
    checks: [...caps('directory_sync_account_excluded'), 'entra_dynamic_group_for_guests_created'],
    why: 'A way of setting up, not a fault: coverage shows whether the account or the guests get in without MFA.',
  },
  {
    tool: 'prowler',
    checks: ['entra_break_glass_account_fido2_security_key_registered', 'entra_seamless_sso_disabled', 'entra_directory_sync_object_takeover_blocked'],
    why: 'Not readable by an application in Microsoft Graph v1.0, or only in undocumented ways; see below.',
  },
  {
    tool: 'prowler',
    checks: ['entra_app_registration_client_secret_unused', 'entra_app_registration_no_unused_privileged_permissions'],
    why: 'Needs Defender for Cloud Apps’ app governance; entra-application-inactive-privileged asks by sign-in activity.',
  },
  {
    tool: 'prowler',
    checks: listed(
      'app_',
      'register_with_identity client_certificates_on function_identity_is_configured function_identity_without_admin_privileges function_access_keys_configured',
    ),
    why: inventory,
  },
  {
    tool: 'prowler',
    checks: [
      ...listed('defender_', 'ensure_notify_alerts_severity_is_high attack_path_notifications ensure_defender_for_keyvault_is_on'),
      ...listed('admincenter_', 'groups_not_public_visibility organization_customer_lockbox_enabled'),
      ...listed(
        'exchange_',
        'organization_modern_authentication_enabled transport_config_smtp_auth_disabled mailbox_audit_bypass_disabled shared_mailbox_sign_in_disabled application_access_policy_restricts_mailbox_apps',
      ),
      ...listed('sharepoint_', 'modern_authentication_required guest_sharing_restricted'),
      ...listed('purview_', 'audit_log_search_enabled'),
      ...listed('defenderidentity_', 'health_issues_no_open'),
    ],
    why: content,
  },
  {
    tool: 'prowler',
    checks: ['entra_service_principal_privileged_role_no_owners'],
    why: 'An owner is a fault where it is weaker than the application, which is asked along paths, not by there being one.',
  },
  { tool: 'prowler', checks: ['defenderxdr_endpoint_privileged_user_exposed_credentials'], why: advanced },
  { tool: 'prowler', checks: ['keyvault_rbac_enabled', 'monitor_alert_create_policy_assignment', 'monitor_alert_delete_policy_assignment'], why: content },
  {
    tool: 'scuba',
    checks: ['MS.AAD.2.2v1', 'MS.AAD.4.1v1'],
    why: 'Not automated there either: alert recipients stand in undocumented settings, and log export is read from Azure Resource Manager where that is scanned.',
  },
  { tool: 'scuba', checks: ['MS.AAD.3.1v1', 'MS.AAD.9.1v1'], why: exact },
  {
    tool: 'maester',
    checks: listed('MT.', '1001 1011 1012 1013 1014 1015 1017 1018 1019 1020 1033 1049 1052 1071 1072 1181 1186'),
    why: exact,
  },
  { tool: 'maester', checks: listed('MT.', '1056 1064'), why: 'Read from Azure Resource Manager, where that is scanned.' },
  {
    tool: 'maester',
    checks: ['MT.1067'],
    why: 'Deleted groups in policies of authentication methods switch nothing on; those in Conditional Access are asked.',
  },
  { tool: 'maester', checks: listed('MT.', '1037 1039 1048 1053 1054 1059 1062 1065 1074 1076 1083 1092 1105 1123 1148 1180'), why: content },
  { tool: 'maester', checks: listed('MT.', '1022 1023'), why: 'Counts licences, which is a matter of the contract.' },
  { tool: 'maester', checks: listed('MT.', '1077 1078 1079 1080 1081 1084 1085 1086 1087 1088 1089 1111 1112'), why: advanced },
  {
    tool: 'maester',
    checks: listed('MT.', '1106 1107 1108 1109 1110'),
    why: 'Tidiness of entitlement management; entra-access-package-weak asks what it lets in.',
  },
  {
    tool: 'maester',
    checks: listed('MT.', '1113 1114 1115 1116 1117 1118 1119 1120 1121 1122 1182 1187 1188 1189 1190 1191 1192 1193 1194 1195'),
    why: content,
  },
  {
    tool: 'maester',
    checks: listed('MT.', '1028 1058 1063 1073 1147 1183 1185 1196 1197'),
    why: 'Not readable by an application, or a part of a rule that asks more (synchronization features, application owners, dynamic groups).',
  },
  { tool: 'maester', checks: [...listed('CIS.M365.', '1.2.1 1.2.2 1.3.4 1.3.7 4.1 5.1.3.1'), 'CISA.MS.AAD.2.2', 'CISA.MS.AAD.4.1'], why: content },
  { tool: 'maester', checks: listed('CISA.MS.AAD.', '2.1 2.3 3.1 3.7 3.8 5.4 7.1'), why: exact },
  {
    tool: 'maester',
    checks: listed('EIDSCA.', 'AP05 AP06 AP09 AS04 CP03 ST08 ST09'),
    why: 'Of no use once users may not consent and guests are restricted, or superseded by a wider setting that is asked.',
  },
  {
    tool: 'zta',
    checks: listed('', '21784 21797 21799 21801 21806 21808 21824 21825 21828 21830 21865 21892 61009 61012 25377 25379 25380 25394 25396 25398 25401'),
    why: exact,
  },
  {
    tool: 'zta',
    checks: listed(
      '',
      '21781 21789 21795 21798 21800 21821 21831 21832 21833 21834 21843 21851 21854 21864 21870 21876 21881 21882 21887 21890 21891 21893 21894 21895 21897 21898 21899 21912 21983 21984 21985 22072',
    ),
    why: planned,
  },
  {
    tool: 'zta',
    checks: listed('', '21863 22659'),
    why: 'A queue of detections; the users and applications at risk are asked: entra-risky-user-open, entra-risky-service-principal-open.',
  },
  { tool: 'zta', checks: listed('', '21866 22124'), why: 'Recommendations of all kinds; those on identities are rules of their own.' },
  {
    tool: 'zta',
    checks: listed('', '21875 21888 21869 21810'),
    why: 'The setting is not in the documented API, or a part of a rule that asks more.',
  },
  { tool: 'zta', checks: listed('', '21788 21860'), why: 'Read from Azure Resource Manager, where that is scanned.' },
  { tool: 'zta', checks: listed('', '21844 61006'), why: 'One application or role of Microsoft’s, judged as all others are.' },
  {
    tool: 'entrafalcon',
    checks: [
      ...listed('COL-', '001 002 003'),
      ...listed('PAS-', '001 002 003 004 005'),
      ...listed('USR-', '001 002 003 004 005 006 008 009 013'),
      ...listed('CAP-', '001 002 003 004 006 007 008 009'),
      ...listed('GRP-', '002 004 005'),
    ],
    why: 'The same settings as the checks of the others on this page, and asked by the same rules; its numbers are not kept.',
  },
  {
    tool: 'entrafalcon',
    checks: [
      ...listed('ENT-', '002 003 004 005 006 007 008 009 010 011 012'),
      'APP-003',
      ...listed('AGT-', '001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 016 017'),
      ...listed('MAI-', '001 002 003'),
      ...listed('PIM-', '006 007'),
    ],
    why: 'One score for many facts of an object; each fact is asked by a rule of its own among application-identity and privileged-access.',
  },
]

/** What Microsoft’s articles name and no rule asks. */
export const unaskedSubjects: readonly (readonly [subject: string, why: string])[] = [
  [
    'Whether tokens for basic scopes alone are bound by policies for all resources that exclude some (baseline scopes settings)',
    'The setting has a page in the admin center and no documented field in Microsoft Graph: what such policies demand of those tokens is left undecided, and said.',
  ],
  ['Seamless single sign-on', 'Microsoft Graph has no field for it.'],
  [
    'Health of Microsoft Entra Connect, its agents and its servers',
    'Connect Health has no documented API for applications; entra-sync-stale asks what can be seen in the tenant.',
  ],
  [
    'The session of the AWS access portal, MFA settings and the identity source of IAM Identity Center',
    'They have no API; sessions of permission sets are asked.',
  ],
  ['AWS Sign-In settings and resource policies', 'No client of the AWS SDK reads them yet.'],
  ['Tokens of the global STS endpoint', 'Their version is kept in the snapshot (`account-summary`); which one is right is a matter of Regions, not of risk.'],
  [
    'Delegated administration as the partner sees it (GDAP)',
    'Only the partner’s tenant can read it; entra-partner-delegated-administration shows who serves the tenant.',
  ],
  [
    'Defender for Cloud Apps: discovery, sanctioned applications, classic connectors, Cloud Platform Security',
    'No API for applications within Microsoft Graph; Conditional Access App Control is asked by its policies.',
  ],
  ['MSAL, SDKs, command lines and hosted pages', 'Code of applications, not posture; what they may sign in with is asked.'],
  [
    'Cognito: account recovery, life of access and identity tokens, rotation of refresh tokens, the pre-token Lambda’s code',
    'Choices of the application; that a trigger is of the same account, that refresh tokens end and can be revoked is asked.',
  ],
  ['Cognito: a secret of clients for client_credentials, and PKCE', 'Cognito refuses such a client without a secret, and has no setting for PKCE.'],
  ['MFA of Azure AD B2C user flows', 'The flows have no such property, and B2C is closed to new customers since May 2025.'],
  ['Permission systems that give AWS access for a time and leave no trace in IAM', 'aws-temporary-elevation-missing shows those that do.'],
]
