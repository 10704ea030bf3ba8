import { describe, expect, it } from 'vitest'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given } from '../../memory-snapshot.ts'
import { roleRow, trustPolicy } from '../../rules/aws-rows.ts'
import { program, programs } from '../../rules/program-rows.ts'
import { graphOfRows, stepsOf } from './graph-of-rows.ts'

const tenant = scope.slice(scope.indexOf('/') + 1)
const AUDIENCE = 'cccccccc-0000-4000-8000-000000000001'

const steps = (requiresAssignment: boolean, { issuer = `sts.windows.net/${tenant}/`, audience = `api://${AUDIENCE}` } = {}) =>
  stepsOf(
    graphOfRows([
      programs(program(AUDIENCE, { appRoleAssignmentRequired: requiresAssignment })),
      given(
        iamRoles,
        roleRow(
          'robot',
          trustPolicy({
            Effect: 'Allow',
            Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${issuer}` },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: { [`${issuer}:aud`]: audience } },
          }),
        ),
      ),
    ]),
    'trusts-token',
  )
const step = (certainty: string): readonly string[] => [`service-principal/${tenant}/any > aws/arn:aws:iam::111111111111:role/robot ${certainty}`]

describe('a role that takes the tokens of a tenant whoever they are for', () => {
  it('is taken by any application where assignment to the audience is known not to be required', () => {
    expect(steps(false)).toEqual(step('sure'))
  })

  it('may be taken where it is required, where the audience is not known, and by tokens that name who asked for them', () => {
    expect(steps(true)).toEqual(step('possible'))
    expect(steps(false, { audience: 'api://aws' })).toEqual(step('possible'))
    expect(steps(false, { issuer: `login.microsoftonline.com/${tenant}/v2.0`, audience: AUDIENCE })).toEqual(step('possible'))
  })
})
