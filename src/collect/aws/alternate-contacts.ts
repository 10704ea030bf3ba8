import { AccountClient, GetAlternateContactCommand } from '@aws-sdk/client-account'
import { nativeId } from '../../dataset.ts'
import { alternateContacts } from '../../datasets/aws/account-upkeep.ts'
import { defineCollector, row } from '../collector.ts'
import { objectOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import type { AwsSession } from './session.ts'

const hasSecurityContact = async (session: AwsSession): Promise<boolean> => {
  try {
    const { AlternateContact } = await session.client(AccountClient).send(new GetAlternateContactCommand({ AlternateContactType: 'SECURITY' }))
    objectOf(AlternateContact, 'GetAlternateContact: AlternateContact')
    return true
  } catch (error) {
    if (isServiceError(error, 'ResourceNotFoundException')) return false
    throw error
  }
}

/** Whether there is a security contact, and nothing of who it is: https://docs.aws.amazon.com/accounts/latest/reference/API_GetAlternateContact.html */
export const securityContacts = defineCollector<AwsSession>({
  name: 'aws-alternate-contacts',
  gives: [alternateContacts],
  async *collect(session, at) {
    yield row(alternateContacts, { id: nativeId(at.id), scope: at.id, name: at.name, hasSecurityContact: await hasSecurityContact(session) })
  },
})
