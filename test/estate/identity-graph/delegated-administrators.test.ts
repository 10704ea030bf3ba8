import { describe, expect, it } from 'vitest'
import { delegatedAdministrators, organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { given } from '../../memory-snapshot.ts'
import { account, MANAGEMENT, SCOPE, SHOP } from '../../rules/identity-center-rows.ts'
import { estate as people } from '../../rules/identity-graph-rows.ts'
import { graphOfRows, stepsOf } from './graph-of-rows.ts'

const LOGS = '333333333333'
const goal = (id: string): string => `goal/aws-account/${id}`

const organization = (service: string, managementAccountId = MANAGEMENT) => [
  given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId, featureSet: 'ALL' }),
  given(organizationAccounts, account(MANAGEMENT), account(SHOP), account(LOGS)),
  given(delegatedAdministrators, { id: SHOP, name: SHOP, services: [service] }),
]
const steps = (...more: Parameters<typeof organization>) => stepsOf(graphOfRows(organization(...more)), 'administers', ({ from }) => from === goal(SHOP))

describe('an account that administers a service for its organization', () => {
  it.each(['sso.amazonaws.com', 'member.org.stacksets.cloudformation.amazonaws.com'])(
    'administers the members by %s, but not the management account',
    service => {
      expect(steps(service)).toEqual([`${goal(SHOP)} > ${goal(LOGS)} sure`])
    },
  )

  it('administers nobody by a service that only looks', () => {
    expect(steps('access-analyzer.amazonaws.com')).toEqual([])
  })

  it('is not known where it could not be read', () => {
    const estate = graphOfRows(people(), [{ dataset: 'delegated-administrators', scope: SCOPE, reason: 'denied', detail: 'no' }])
    const [tenant = ''] = estate.tenants.keys()
    expect(estate.blindFor(tenant)).toContain('the delegated administrators of organization o-exampleorg1 could not be read, or not all of it')
  })
})
