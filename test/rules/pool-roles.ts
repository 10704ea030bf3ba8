import { type IamRole, iamRoles } from '../../src/datasets/aws/iam.ts'
import {
  organizationAccounts,
  organizationalUnits,
  organizationMemberships,
  organizationPolicies,
  organizationRoots,
} from '../../src/datasets/aws/organization.ts'
import { given } from '../rule-tester.ts'
import { roleRow, trustPolicy } from './aws-rows.ts'
import { ACCOUNT, IDENTITY_POOL } from './cognito-rows.ts'

/** What is read of an organization, whose absence the evaluator weighs by itself. */
export const ORGANIZATION = [organizationRoots, organizationalUnits, organizationAccounts, organizationPolicies, organizationMemberships]

export const arnOf = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`

/** A policy document that allows these actions. */
export const allowing = (action: string | readonly string[], resource: string = '*', more: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource, ...more }] })

/** A role that an identity pool gives, with what its one policy says. */
export const poolRole = (name: string, document: string | undefined, amr?: 'authenticated' | 'unauthenticated', more: Partial<IamRole> = {}) =>
  given(iamRoles, {
    ...roleRow(
      name,
      trustPolicy({
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { 'cognito-identity.amazonaws.com:aud': IDENTITY_POOL },
          ...(amr === undefined ? {} : { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr } }),
        },
      }),
    ),
    ...(document === undefined ? {} : { inlinePolicies: [{ name: 'application', document }] }),
    ...more,
  })
