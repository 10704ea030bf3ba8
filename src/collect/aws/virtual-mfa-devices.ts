import { IAMClient, ListVirtualMFADevicesCommand } from '@aws-sdk/client-iam'
import { virtualMfaDevices } from '../../datasets/aws/account.ts'
import { defineCollector } from '../collector.ts'
import { listOf, optionalInstant, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** Virtual MFA devices of all users and of root: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html */
export const mfaDevices = defineCollector<AwsSession>({
  name: 'aws-virtual-mfa-devices',
  gives: [virtualMfaDevices],
  async *collect(session, at) {
    const operation = 'ListVirtualMFADevices'
    const iam = session.client(IAMClient)
    for await (const page of pagesOf(session, operation, Marker => iam.send(new ListVirtualMFADevicesCommand({ MaxItems: 1000, Marker })))) {
      const devices = listOf(page.VirtualMFADevices, `${operation}: VirtualMFADevices`)
      yield* rowsOf(
        virtualMfaDevices,
        devices,
        device => device.SerialNumber,
        device => {
          const id = textOf(device.SerialNumber, 'SerialNumber')
          return {
            id,
            scope: at.id,
            name: id.slice(id.lastIndexOf('/') + 1),
            ...(device.User === undefined ? {} : { userArn: textOf(device.User.Arn, 'User Arn') }),
            ...optionalInstant('enabledAt', device.EnableDate, 'EnableDate'),
          }
        },
      )
    }
  },
})
