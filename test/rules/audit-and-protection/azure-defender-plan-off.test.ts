import rule from '../../../rules/audit-and-protection/azure-defender-plan-off.ts'
import { defenderPlans } from '../../../src/datasets/azure/defender.ts'
import { given, testRule } from '../../rule-tester.ts'

const plan = (name: string, tier = 'Standard') => ({ id: name, name, tier, subPlan: null })
const all = ['CloudPosture', 'Arm', 'VirtualMachines', 'KeyVaults'].map(name => plan(name))

testRule(rule, {
  pass: {
    'every plan is on': [given(defenderPlans, ...all)],
    'those that were asked for are': { given: [given(defenderPlans, plan('Arm'), plan('KeyVaults', 'Free'))], parameters: { plans: ['Arm'] } },
  },
  fail: {
    'some are off': {
      given: [given(defenderPlans, ...all.slice(1), plan('CloudPosture', 'Free'))],
      message: /1 of 4 plans .*: CloudPosture\.$/,
      severity: 'medium',
    },
    'Defender was never opened': { given: [given(defenderPlans)], message: /4 of 4 plans/ },
  },
})
