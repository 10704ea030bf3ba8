import { type IamRole, iamRoles } from '../../src/datasets/aws/iam.ts'
import { given } from '../rule-tester.ts'
import { documents, roleRow, trustPolicy } from './aws-rows.ts'

type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>

/** A statement that lets a principal assume the role. */
export const lets = (Principal: object | string, Action: string | readonly string[] = 'sts:AssumeRole', Condition?: Condition) => ({
  Effect: 'Allow',
  Principal,
  Action,
  ...(Condition === undefined ? {} : { Condition }),
})

export const service = (Service: string | readonly string[], Condition?: Condition) => lets({ Service }, 'sts:AssumeRole', Condition)

/** A role that trusts by these statements; its id is AROA and its name. */
export const roleThatTrusts = (name: string, statements: readonly object[], more: Partial<IamRole> = {}) =>
  given(iamRoles, { ...roleRow(name, trustPolicy(...statements)), ...more })

/** Makes a role an administrator, by a policy of its own. */
export const ADMINISTRATOR: Partial<IamRole> = { inlinePolicies: [{ name: 'all', document: documents.everything }] }
/** Makes a role one that may be an administrator: a policy of it cannot be read. */
export const PERHAPS: Partial<IamRole> = { inlinePolicies: [{ name: 'broken', document: documents.broken }] }
/** A role that a service or Identity Center keeps. */
export const SERVICE_LINKED: Partial<IamRole> = { path: '/aws-service-role/x.amazonaws.com/' }
