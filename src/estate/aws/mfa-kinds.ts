import { virtualMfaDevices } from '../../datasets/aws/account.ts'
import { type UserMfaDevice, userMfaDevices } from '../../datasets/aws/account-upkeep.ts'
import { defineView } from '../needs.ts'

/** The devices of a user, by ARN and name. */
type MfaKinds = (
  arn: string,
  name: string,
) => {
  /** Serial numbers of virtual devices. */
  readonly virtual: readonly string[]
  /** Told only of users without virtual devices. */
  readonly others: readonly UserMfaDevice[]
}

/** What IAM users have as second factor. */
export const mfaKindsOfUsers = defineView({
  name: 'mfa-kinds-of-users',
  per: 'aws-account',
  needs: { virtualMfaDevices, userMfaDevices },
  build({ virtualMfaDevices, userMfaDevices }): MfaKinds {
    const virtual = Map.groupBy(virtualMfaDevices, ({ userArn }) => userArn ?? '')
    const others = Map.groupBy(userMfaDevices, ({ userName }) => userName)
    return (arn, name) => ({ virtual: (virtual.get(arn) ?? []).map(({ id }) => id), others: others.get(name) ?? [] })
  },
})
