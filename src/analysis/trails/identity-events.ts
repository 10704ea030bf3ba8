import type { Field } from './filter-pattern.ts'

/** One event as CloudTrail writes it, as far as it matters who is alarmed by it. */
export interface IdentityEvent {
  /** For people. */
  readonly name: string
  readonly field: Field
}

/** What somebody should be alarmed by. */
export type Concern = 'root-use' | 'sign-in-without-mfa' | 'iam-change' | 'sso-change' | 'organization-change'

const event = (name: string, fields: Readonly<Record<string, string | null>>): IdentityEvent => {
  const known = new Map(Object.entries(fields))
  return { name, field: path => known.get(path) }
}

const call = (service: string, name: string, more: Readonly<Record<string, string | null>> = {}): IdentityEvent =>
  event(name, {
    eventType: 'AwsApiCall',
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    readOnly: 'false',
    errorCode: null,
    errorMessage: null,
    ...more,
  })

const signIn = (name: string, more: Readonly<Record<string, string | null>>): IdentityEvent =>
  event(name, {
    eventType: 'AwsConsoleSignIn',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    'responseElements.ConsoleLogin': 'Success',
    errorCode: null,
    errorMessage: null,
    ...more,
  })

const ROOT = { 'userIdentity.type': 'Root', 'userIdentity.invokedBy': null, 'userIdentity.sessionContext.sessionIssuer.userName': null }

/** Who changes identities: a user, and whoever came through a role. A filter on only one of them leaves the other out. */
const CALLERS = [
  { 'userIdentity.type': 'IAMUser', 'userIdentity.invokedBy': null },
  { 'userIdentity.type': 'AssumedRole', 'userIdentity.invokedBy': null },
] as const

const calls = (service: string, names: string): readonly IdentityEvent[] => names.split(' ').flatMap(name => CALLERS.map(caller => call(service, name, caller)))

/**
 * The events that a watch over each concern must be alarmed by: enough of them that who leaves one out is found. What is matched is the meaning of a
 * filter, so that any wording does. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const IDENTITY_EVENTS: Readonly<Record<Concern, readonly IdentityEvent[]>> = {
  'root-use': [
    call('iam', 'CreateAccessKey', ROOT),
    call('ec2', 'RunInstances', ROOT),
    signIn('ConsoleLogin', { ...ROOT, 'additionalEventData.MFAUsed': 'Yes' }),
  ],
  'sign-in-without-mfa': [signIn('ConsoleLogin', { 'userIdentity.type': 'IAMUser', 'userIdentity.invokedBy': null, 'additionalEventData.MFAUsed': 'No' })],
  'iam-change': calls(
    'iam',
    'CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy PutGroupPolicy PutRolePolicy PutUserPolicy DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy',
  ),
  'sso-change': calls(
    'sso',
    'CreateAccountAssignment DeleteAccountAssignment CreatePermissionSet DeletePermissionSet AttachManagedPolicyToPermissionSet PutInlinePolicyToPermissionSet',
  ),
  'organization-change': calls(
    'organizations',
    'AttachPolicy DetachPolicy CreatePolicy UpdatePolicy DeletePolicy DisablePolicyType CreateAccount InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization',
  ),
}
