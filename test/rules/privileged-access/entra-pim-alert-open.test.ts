import rule from '../../../rules/privileged-access/entra-pim-alert-open.ts'
import { type PimAlert, pimAlerts } from '../../../src/datasets/entra/role-security.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'

const alert = (more: Partial<PimAlert> = {}) => [
  p2,
  given(pimAlerts, {
    id: 'a',
    scope,
    name: 'Roles are assigned outside of PIM',
    isActive: true,
    isEnabled: true,
    incidentCount: 2,
    severity: 'high',
    lastScannedAt: null,
    ...more,
  }),
]

testRule(rule, {
  pass: { 'not open': alert({ isActive: false, incidentCount: 0, lastScannedAt: '2026-11-01T00:00:00Z' }) },
  unknown: {
    'never looked for': { given: alert({ isActive: false, incidentCount: 0 }), message: /never looked/ },
    'no configuration told': {
      given: alert({ isActive: false, incidentCount: 0, lastScannedAt: '2026-11-01T00:00:00Z', isEnabled: null }),
      message: /its configuration does not tell/,
    },
  },
  fail: {
    'switched off, with an old scan': {
      given: alert({ isActive: false, incidentCount: 0, lastScannedAt: '2026-11-01T00:00:00Z', isEnabled: false }),
      severity: 'low',
      message: /is switched off/,
    },
    'open when it was switched off': { given: alert({ isEnabled: false }), severity: 'medium', message: /is open/ },
    open: { given: alert(), severity: 'medium', message: /^PIM’s alert "Roles are assigned outside of PIM" is open, for 2 cases\.$/ },
    'one case that is not urgent': { given: alert({ severity: 'low', incidentCount: 1 }), severity: 'low', message: /for 1 case\.$/ },
    'without a count': { given: alert({ severity: null, incidentCount: 0 }), severity: 'medium', message: /is open\.$/ },
  },
})
