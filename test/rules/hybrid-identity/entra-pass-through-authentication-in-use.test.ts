import rule from '../../../rules/hybrid-identity/entra-pass-through-authentication-in-use.ts'
import { directorySynchronizations } from '../../../src/datasets/entra/domains.ts'
import { passThroughAgents } from '../../../src/datasets/entra/pass-through-agents.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const synchronized = (isEnabled: boolean | null = true) =>
  given(directorySynchronizations, { id: 'tenant', scope, name: 'Contoso', isEnabled, lastSyncAt: null, lastPasswordSyncAt: null })
const agent = (id: string, status = 'active') => ({ id, scope, name: `${id}.contoso.example`, status })

testRule(rule, {
  pass: { 'no agent': [synchronized()] },
  fail: {
    'agents at work': {
      given: [synchronized(), given(passThroughAgents, agent('one'), agent('two'), agent('old', 'inactive'))],
      severity: 'info',
      message: /^2 agents hear the passwords/,
      evidence: [{ label: 'Agents', value: ['old.contoso.example (inactive)', 'one.contoso.example (active)', 'two.contoso.example (active)'] }],
    },
    'one agent': { given: [synchronized(), given(passThroughAgents, agent('one'))], message: /^One agent hears/ },
    'an agent that is left': {
      given: [synchronized(), given(passThroughAgents, agent('one', 'inactive'))],
      message: /^An agent .* is registered, and none is active/,
    },
  },
  'not-applicable': { 'nothing is synchronized': [synchronized(null)] },
})
