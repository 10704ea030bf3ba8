import { describe, expect, it } from 'vitest'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes } from '../../memory-snapshot.ts'
import { throughGroup } from '../../rules/identity-graph-rows.ts'
import { graphOfRows } from './graph-of-rows.ts'

const ACCOUNT = '111111111111'
const estate = graphOfRows(throughGroup, [{ dataset: 'iam-roles', scope: defaultScopes['aws-account'].id, reason: 'denied', detail: 'no' }])

describe('a permission set in an account whose roles could not be read', () => {
  it('may administer the account, and says that they could not be read', () => {
    const [step] = estate.graph.edges.filter(({ kind, to }) => kind === 'administers' && to === `goal/aws-account/${ACCOUNT}`)
    expect(step).toMatchObject({ certainty: 'possible', open: expect.stringContaining(`the users and roles of account ${ACCOUNT} could not be read`) })
    expect(estate.blindFor(scope)).toContain(`the users and roles of account ${ACCOUNT} could not be read`)
  })
})
