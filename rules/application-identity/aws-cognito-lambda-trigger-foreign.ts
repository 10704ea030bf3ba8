import { userPools } from '../../src/datasets/aws/user-pools.ts'
import { knownOutsiders } from '../../src/estate/aws/known-outsiders.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** `arn:aws:lambda:<region>:<account>:function:<name>`, and a user pool's in the same place. */
const accountOf = (arn: string): string => arn.split(':')[4] ?? ''

export default defineRule({
  id: 'aws-cognito-lambda-trigger-foreign',
  title: 'Lambda triggers of user pools are functions of the same account',
  failureTitle: 'Lambda trigger in another account',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'A trigger reads what users enter, lets them in, and writes the claims of their tokens: a user migration trigger is handed their passwords. Whoever runs its code holds the pool, groups and roles included. Medium where the account is neither in an organization of this scan nor scanned; low where it is ours; a declared account holds. Whether a function that is named still exists is not read.',
  remediation: [
    { text: 'Move the function into the account of the pool.' },
    { text: 'Set it as the trigger. UpdateUserPool takes every setting that is not named back to its default: name them all, or use the console.' },
    { text: 'If the account is meant to run it, declare it in the configuration: kind account, its number, and the reason.' },
  ],
  verify: [
    {
      text: 'Every function is of the account of the pool.',
      command: "aws cognito-idp describe-user-pool --user-pool-id POOL_ID --query 'UserPool.LambdaConfig'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-20'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    {
      title: 'Customizing user pool workflows with Lambda triggers',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html',
    },
  ],
  subjects: userPools,
  needs: { knownOutsiders },
  where: ({ triggers }) => triggers === undefined || triggers.length > 0,
  check(pool, { knownOutsiders }) {
    if (pool.triggers === undefined) return unknown(`Which Lambda triggers user pool ${pool.name} has was not told.`)
    const foreign = pool.triggers
      .filter(({ functionArn }) => accountOf(functionArn) !== accountOf(pool.arn))
      .map(trigger => ({ ...trigger, whose: knownOutsiders({ kind: 'account', id: accountOf(trigger.functionArn) }) }))
      .filter(({ whose }) => whose.kind !== 'declared')
    if (foreign.length === 0) return pass()
    const strange = foreign.filter(({ whose }) => whose.kind === 'stranger')
    const undecided = foreign.find(({ whose }) => whose.kind === 'undecided')?.whose
    if (strange.length === 0 && undecided?.kind === 'undecided')
      return unknown(`A Lambda trigger of user pool ${pool.name} is in another account, and whose that is cannot be told: ${undecided.unread}.`)
    const told = strange.length > 0 ? strange : foreign
    const accounts = [...new Set(told.map(({ functionArn }) => accountOf(functionArn)))].join(' and ')
    return fail(
      `${strange.length > 0 ? 'Unknown account' : 'Another account'} ${accounts} runs the ${told.map(({ event }) => event).join(' and ')} trigger of user pool ${pool.name}.`,
      told.map(({ event, functionArn }) => evidence(event, functionArn, pool.id)),
      strange.length > 0 ? 'medium' : 'low',
    )
  },
})
