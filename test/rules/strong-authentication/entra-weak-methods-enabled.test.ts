import rule from '../../../rules/strong-authentication/entra-weak-methods-enabled.ts'
import { authenticationMethodConfigurations } from '../../../src/datasets/entra/authentication-methods.ts'
import { entraOrganizations } from '../../../src/datasets/entra/tenant.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { method } from '../entra-rows.ts'

const methods = (...rows: readonly ReturnType<typeof method>[]) => given(authenticationMethodConfigurations, ...rows)
const tenant = (tenantType: string) =>
  given(entraOrganizations, {
    id: 'contoso',
    scope,
    name: 'Contoso',
    tenantType,
    verifiedDomains: [],
    onPremisesSyncEnabled: null,
    onPremisesLastSyncAt: null,
  })
const off = (id: string) => method(id, { state: 'disabled' })

testRule(rule, {
  pass: {
    'all three disabled': [methods(off('Sms'), off('Voice'), off('Email'), method('Fido2'))],
    'enabled for nobody': [methods(method('Sms', { includeTargets: [] }))],
    'a newer tenant, which never had the legacy policies': [tenant('AAD'), methods(method('Sms', { state: 'disabled', migrationState: null }))],
  },
  fail: {
    'each is a finding of its own, whatever the case of its id': {
      given: [methods(method('Sms'), method('voice'), off('Email'))],
      subjects: ['Sms', 'voice'],
      severity: 'medium',
      message: /^Text messages \(SMS\) may be used by everybody: .*\nVoice calls may be used by everybody: /,
    },
    'whatever the legacy policies allow besides': { given: [methods(method('Sms', { migrationState: 'preMigration' }))], subjects: ['Sms'] },
    'guests sign in with e-mail codes, though the method is for no member': {
      given: [methods(method('Email', { includeTargets: [], externalUsers: 'enabled' }))],
      subjects: ['Email'],
      severity: 'medium',
      message: /^E-mail codes may be used by guests to sign in: whoever reads the mailbox signs in with it\.$/,
      evidence: [{ label: 'Guests may sign in with it', value: 'enabled' }],
    },
    'members and guests use e-mail codes': {
      given: [methods(method('Email', { externalUsers: 'enabled' }))],
      message: /^E-mail codes may be used by everybody, and by guests to sign in: whoever reads the mailbox resets the password with it\.$/,
    },
    'for a group only': {
      given: [methods(method('Email', { includeTargets: [{ id: 'g', targetType: 'group' }], excludeTargets: [{ id: 'h', targetType: 'group' }] }))],
      message: /^E-mail codes may be used by 1 group: /,
      evidence: [
        { label: 'Who may use it', value: ['g'] },
        { label: 'But not', value: ['h'] },
      ],
    },
  },
  unknown: {
    'left to Microsoft': { given: [methods(method('Sms', { state: 'default' }))], message: /^Text messages \(SMS\): The method is in state "default"/ },
    'off here, while the legacy policies still allow methods': {
      given: [
        methods(
          method('Sms', { state: 'disabled', migrationState: 'preMigration' }),
          method('Voice', { includeTargets: [], migrationState: 'migrationInProgress' }),
        ),
      ],
      message: /^Voice calls: The legacy policies for MFA and password reset allow methods as well, .* is at "migrationInProgress"/m,
    },
    'e-mail, before the policy decides about password reset': [methods(method('Email', { migrationState: 'preMigration' }))],
    'Microsoft decides about guests': {
      given: [methods(method('Email', { state: 'disabled', externalUsers: 'default' }))],
      message: /^E-mail codes: Whether guests may sign in with codes is set to "default", which leaves it to Microsoft\.$/,
    },
  },
  'not-applicable': {
    'strong methods only': [methods(method('Fido2'), method('MicrosoftAuthenticator'))],
    'a tenant for customers, who can do no other MFA': [tenant('CIAM'), methods(method('Email'))],
  },
})
