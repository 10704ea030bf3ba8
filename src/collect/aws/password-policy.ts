import { GetAccountPasswordPolicyCommand, IAMClient, type PasswordPolicy } from '@aws-sdk/client-iam'
import { nativeId } from '../../dataset.ts'
import { accountPasswordPolicies } from '../../datasets/aws/account.ts'
import { defineCollector, row } from '../collector.ts'
import { booleanOf, numberOf, objectOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import type { AwsSession } from './session.ts'

const OPERATION = 'GetAccountPasswordPolicy'

/** The policy, or none where the account never set one: AWS says so with an error. */
const ask = async (session: AwsSession): Promise<PasswordPolicy | undefined> => {
  try {
    const { PasswordPolicy } = await session.client(IAMClient).send(new GetAccountPasswordPolicyCommand({}))
    return objectOf(PasswordPolicy, `${OPERATION}: PasswordPolicy`)
  } catch (error) {
    if (isServiceError(error, 'NoSuchEntity', 'NoSuchEntityException')) return undefined
    throw error
  }
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html */
export const passwordPolicies = defineCollector<AwsSession>({
  name: 'aws-password-policy',
  gives: [accountPasswordPolicies],
  async *collect(session, at) {
    const policy = await ask(session)
    if (!policy) return
    const flag = (name: 'RequireUppercaseCharacters' | 'RequireLowercaseCharacters' | 'RequireNumbers' | 'RequireSymbols') =>
      booleanOf(policy[name], `${OPERATION}: ${name}`)
    yield row(accountPasswordPolicies, {
      id: nativeId(at.id),
      scope: at.id,
      name: at.name,
      minimumLength: numberOf(policy.MinimumPasswordLength, `${OPERATION}: MinimumPasswordLength`),
      requiresUppercase: flag('RequireUppercaseCharacters'),
      requiresLowercase: flag('RequireLowercaseCharacters'),
      requiresNumbers: flag('RequireNumbers'),
      requiresSymbols: flag('RequireSymbols'),
      // Both are left out where they are not demanded.
      reusePrevention: policy.PasswordReusePrevention === undefined ? 0 : numberOf(policy.PasswordReusePrevention, `${OPERATION}: PasswordReusePrevention`),
      maximumAge: policy.MaxPasswordAge === undefined ? 0 : numberOf(policy.MaxPasswordAge, `${OPERATION}: MaxPasswordAge`),
    })
  },
})
