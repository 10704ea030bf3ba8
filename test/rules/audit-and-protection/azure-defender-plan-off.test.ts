import rule from '../../../rules/audit-and-protection/azure-defender-plan-off.ts'
import { defenderPlans } from '../../../src/datasets/azure/defender.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { inState } from '../azure-rows.ts'

const plan = (name: string, tier = 'Standard', coverage: string | null = null) => ({ id: name, name, tier, subPlan: null, coverage })
const all = ['CloudPosture', 'Arm', 'VirtualMachines', 'KeyVaults'].map(name => plan(name))

testRule(rule, {
  pass: {
    'every plan is on': [given(defenderPlans, ...all)],
    'one is said to cover everything': [given(defenderPlans, ...all.slice(1), plan('CloudPosture', 'Standard', 'FullyCovered'))],
    'those that were asked for are': { given: [given(defenderPlans, plan('Arm'), plan('KeyVaults', 'Free'))], parameters: { plans: ['Arm'] } },
  },
  fail: {
    'some are off': {
      given: [given(defenderPlans, ...all.slice(1), plan('CloudPosture', 'Free'))],
      message: /1 of 4 plans .*: CloudPosture\.$/,
      severity: 'medium',
    },
    'one leaves resources out': {
      given: [given(defenderPlans, ...all.slice(1), plan('CloudPosture', 'Standard', 'PartiallyCovered'))],
      message: /1 of 4 plans .*part of the resources only: CloudPosture \(partly covered\)\.$/,
      evidence: [{ label: 'Plans that leave resources out', value: ['CloudPosture'] }],
    },
    'one covers nothing': [given(defenderPlans, ...all.slice(1), plan('CloudPosture', 'Standard', 'NotCovered'))],
    'Defender was never opened': { given: [given(defenderPlans)], message: /4 of 4 plans/ },
  },
  'not-applicable': Object.fromEntries(
    ['Disabled', 'Warned', 'Expired'].map(state => [`a subscription that is ${state}`, [given(subscriptionStates, inState(state)), given(defenderPlans)]]),
  ),
})
