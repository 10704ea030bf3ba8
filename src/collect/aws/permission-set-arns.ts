import { ListPermissionSetsCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin'
import { textsOf } from './answers.ts'
import type { InstanceToRead } from './identity-center-instance.ts'
import { pagesOf } from './pages.ts'
import type { AwsSession } from './session.ts'

const listed = new WeakMap<AwsSession, Promise<readonly string[]>>()

const list = async (session: AwsSession, { id: InstanceArn, region }: InstanceToRead): Promise<readonly string[]> => {
  const sso = session.client(SSOAdminClient, region)
  const arns: string[] = []
  const ask = (NextToken: string | undefined) => sso.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 100, NextToken }))
  for await (const page of pagesOf(session, 'ListPermissionSets', ask)) arns.push(...textsOf(page.PermissionSets, 'ListPermissionSets: PermissionSets'))
  return arns
}

/**
 * The ARNs of all permission sets of the instance, asked once a session, whoever needs them.
 * https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSets.html
 */
export const permissionSetArns = (session: AwsSession, instance: InstanceToRead): Promise<readonly string[]> => {
  const known = listed.get(session)
  if (known !== undefined) return known
  const asked = list(session, instance)
  listed.set(session, asked)
  return asked
}
