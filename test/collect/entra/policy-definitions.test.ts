import { describe, expect, test } from 'vitest'
import { constantsOf, minutesOf } from '../../../src/collect/entra/policy-definitions.ts'

describe('what a policy for tokens says', () => {
  test.each([
    ['8:00:00', 480],
    ['00:10:30', 10.5],
    ['1.00:00:00', 1_440],
    ['P1D', undefined],
    ['', undefined],
  ])('%s is %s minutes', (lifetime, minutes) => {
    expect(minutesOf(lifetime)).toBe(minutes)
  })

  test('claims from attributes, and those made of attributes, are no constants', () => {
    const policy = {
      ClaimsMappingPolicy: {
        ClaimsSchema: [
          { Source: 'user', ID: 'mail', SamlClaimType: 'mail' },
          { Source: 'transformation', ID: 'joined', TransformationId: 'Join', SamlClaimType: 'joined' },
          { Value: 'fixed', JwtClaimType: 'kind' },
        ],
        ClaimsTransformations: [{ ID: 'Join', InputClaims: [{ ClaimTypeReferenceId: 'mail' }], InputParameters: [{ ID: 'string2', Value: 'sandbox' }] }],
      },
    }
    expect(constantsOf([JSON.stringify(policy)])).toEqual([{ claim: 'kind', value: 'fixed' }])
  })

  test('what cannot be read is not taken for a policy without claims', () => {
    expect([constantsOf([]), constantsOf(['{']), constantsOf(['{"other":{}}'])]).toEqual([undefined, undefined, undefined])
  })
})
