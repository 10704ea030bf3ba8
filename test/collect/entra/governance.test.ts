import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessPackagePolicies, lifecycleWorkflows } from '../../../src/datasets/entra/entitlements.ts'
import { riskyServicePrincipals, riskyUsers } from '../../../src/datasets/entra/identity-risk.ts'
import { premiumP1, premiumP2 } from '../../clouds/entra/built-ins.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { scanTenant } from './scan-tenant.ts'

const [p2, p1] = ['66666666-2222-4333-8444-555555555555', '77777777-2222-4333-8444-555555555555']
const scope = `entra-tenant/${example.id}`

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example, tenant({ id: p2, subscribedSkus: [premiumP2(p2)] }), tenant({ id: p1, subscribedSkus: [premiumP1(p1)] })] })
})
afterAll(() => entra.close())

test('access packages, workflows and high risks are told with what the rules ask of them', async () => {
  const found = await scanTenant(entra.url, example.id)
  expect(found.rows(accessPackagePolicies)).toEqual([
    {
      id: 'policy-1',
      scope,
      name: 'Partners',
      packageName: 'Project files',
      allowedTargetScope: 'allExternalUsers',
      isRequestable: true,
      isAutomatic: false,
      isApprovalRequired: true,
      expirationType: 'afterDuration',
      duration: 'P90D',
      isReviewed: true,
    },
    {
      id: 'policy-2',
      scope,
      name: 'Everybody',
      packageName: 'Intranet',
      allowedTargetScope: 'allMemberUsers',
      isRequestable: false,
      isAutomatic: true,
      isApprovalRequired: false,
      expirationType: 'afterDateTime',
      duration: null,
      endAt: '2099-01-01T00:00:00Z',
      isReviewed: false,
    },
  ])
  expect(found.rows(lifecycleWorkflows)).toEqual([{ id: 'workflow-1', scope, name: 'Leavers', category: 'leaver', isEnabled: true, isScheduled: true }])
  expect(found.rows(riskyUsers)).toEqual([
    { id: 'u-bob', scope, name: 'bob@contoso.onmicrosoft.com', riskLevel: 'high', riskState: 'atRisk', since: '2026-11-01T00:00:00Z', isDeleted: false },
  ])
  expect(found.rows(riskyServicePrincipals)).toMatchObject([{ id: 'sp-risky', riskState: 'confirmedCompromised', isEnabled: true, appId: 'app-risky' }])
})

test('what no plan of the tenant holds is not asked for, and what P2 holds is a gap without it', async () => {
  entra.clearLog()
  const whole = await scanTenant(entra.url, p2)
  expect(whole.manifest.gaps).toEqual([])
  expect(entra.log.filter(({ path }) => /lifecycleWorkflows|riskyServicePrincipals/.test(path))).toEqual([])
  const { gaps, table } = await scanTenant(entra.url, p1)
  for (const dataset of [accessPackagePolicies, riskyUsers]) expect(gaps(dataset)).toMatchObject([{ reason: 'not-licensed' }])
  for (const dataset of [lifecycleWorkflows, riskyServicePrincipals]) expect(table(dataset)?.complete).toBe(true)
})
