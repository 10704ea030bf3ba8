import rule from '../../../rules/privileged-access/azure-classic-administrator.ts'
import { classicAdministrators } from '../../../src/datasets/azure/governance.ts'
import { given, testRule } from '../../rule-tester.ts'

testRule(rule, {
  pass: { 'none is left': [given(classicAdministrators)] },
  fail: {
    'some are': {
      given: [given(classicAdministrators, { id: 'c-1', name: 'old@contoso.example', role: 'CoAdministrator' }, { id: 'c-2', name: 'c-2', role: '' })],
      severity: 'info',
      evidence: [{ label: 'Classic administrators', value: ['c-2', 'old@contoso.example (CoAdministrator)'] }],
    },
  },
})
