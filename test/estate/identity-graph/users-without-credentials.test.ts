import { describe, expect, it } from 'vitest'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamPolicies, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { goalsNamed, whoReaches } from '../../../src/estate/identity-graph/entries.ts'
import { accessOf } from '../../../src/identity-access.ts'
import { given } from '../../memory-snapshot.ts'
import { attached, credentialsRow, documents, policyRow, userRow } from '../../rules/aws-rows.ts'
import { graphOfRows } from './graph-of-rows.ts'

const ACCOUNT = '111111111111'
const makesKeys = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:CreateAccessKey', Resource: `arn:aws:iam::${ACCOUNT}:user/dormant` }],
})
const active = { active: true } as const

const estate = graphOfRows([
  given(iamPolicies, policyRow('Everything', documents.everything), policyRow('Keys', makesKeys)),
  given(iamUsers, userRow('dormant', { attachedPolicies: attached('Everything') }), userRow('keymaker', { attachedPolicies: attached('Keys') })),
  given(credentialReport, credentialsRow('dormant'), credentialsRow('keymaker', { accessKeys: [{ slot: 1, ...active }] })),
])
const counting = { possible: false, eligible: true, takeovers: true }

describe('a user of IAM without password or key', () => {
  it('begins no way', () => {
    expect(whoReaches(estate, goalsNamed(estate, ACCOUNT), counting).map(({ entry }) => entry.name)).not.toContain('dormant')
    expect(accessOf(estate).people.map(({ person }) => person.name)).not.toContain('dormant')
  })

  it('is on the way of whoever may give it a key', () => {
    const [reaching] = whoReaches(estate, goalsNamed(estate, ACCOUNT), counting)
    expect(reaching?.entry.name).toBe('keymaker')
    expect(reaching?.way.edges.map(({ to }) => to)).toEqual([`aws/arn:aws:iam::${ACCOUNT}:user/dormant`, `goal/aws-account/${ACCOUNT}`])
  })
})
