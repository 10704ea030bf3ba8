import rule from '../../../rules/strong-authentication/entra-weak-methods-enabled.ts'
import { authenticationMethodConfigurations } from '../../../src/datasets/entra/authentication-methods.ts'
import { given, testRule } from '../../rule-tester.ts'
import { method } from '../entra-rows.ts'

const methods = (...rows: readonly ReturnType<typeof method>[]) => given(authenticationMethodConfigurations, ...rows)
const off = (id: string) => method(id, { state: 'disabled' })

testRule(rule, {
  pass: {
    'all three disabled': [methods(off('Sms'), off('Voice'), off('Email'), method('Fido2'))],
    'enabled for nobody': [methods(method('Sms', { includeTargets: [] }))],
  },
  fail: {
    'each is a finding of its own, whatever the case of its id': {
      given: [methods(method('Sms'), method('voice'), off('Email'))],
      subjects: ['Sms', 'voice'],
      severity: 'medium',
      message: /^Text messages \(SMS\) may be used by everybody: .*\nVoice calls may be used by everybody: /,
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
    'left to Microsoft': { given: [methods(method('Sms', { state: 'default' }))], message: /^Text messages \(SMS\) are in state "default"/ },
  },
  'not-applicable': { 'strong methods only': [methods(method('Fido2'), method('MicrosoftAuthenticator'))] },
})
