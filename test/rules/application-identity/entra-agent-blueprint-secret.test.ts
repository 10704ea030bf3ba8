import rule from '../../../rules/application-identity/entra-agent-blueprint-secret.ts'
import { agentBlueprints } from '../../../src/datasets/entra/agents.ts'
import { given, testRule } from '../../rule-tester.ts'
import { blueprint } from '../program-rows.ts'

const secret = (endAt: string | null) => ({ keyId: 'key-1', name: 'by hand', startAt: null, endAt, thumbprint: null })

testRule(rule, {
  pass: {
    'no secret': [given(agentBlueprints, blueprint('office'))],
    'a secret that has ended': [given(agentBlueprints, blueprint('office', { passwordCredentials: [secret('2026-01-01T00:00:00Z')] }))],
  },
  fail: {
    'a secret, beside a blueprint without': {
      given: [given(agentBlueprints, blueprint('office'), blueprint('shop', { passwordCredentials: [secret('2027-01-01T00:00:00Z')] }))],
      subjects: ['shop'],
      severity: 'high',
      message: /^Agent blueprint shop has a secret, good for every agent made from it\.$/,
      evidence: [{ label: 'Secret by hand', value: 'key-1, until 2027-01-01T00:00:00Z' }],
    },
    'a secret without an end': { given: [given(agentBlueprints, blueprint('shop', { passwordCredentials: [secret(null)] }))] },
  },
})
