import rule from '../../../rules/application-identity/entra-agent-identity-unowned.ts'
import { agentIdentities } from '../../../src/datasets/entra/agents.ts'
import { given, testRule } from '../../rule-tester.ts'
import { agent } from '../program-rows.ts'

testRule(rule, {
  pass: { 'an owner': [given(agentIdentities, agent('travel'))], 'a sponsor': [given(agentIdentities, agent('travel', { owners: 0, sponsors: 1 }))] },
  fail: {
    'neither, beside one that has an owner': {
      given: [given(agentIdentities, agent('travel'), agent('tickets', { owners: 0, sponsors: 0 }))],
      subjects: ['tickets'],
      severity: 'medium',
      message: /^Agent tickets has neither owner nor sponsor\.$/,
    },
  },
  'not-applicable': { 'no agents': [], 'one that is off': [given(agentIdentities, agent('old', { owners: 0, sponsors: 0, accountEnabled: false }))] },
})
