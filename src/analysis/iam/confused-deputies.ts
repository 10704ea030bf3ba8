import { isDemanded } from './demanded-conditions.ts'
import { saysSomething, type TrustedParty } from './trusted-parties.ts'

/**
 * Services that act for whoever gives them a role’s ARN and say for which account or resource they do, as their documentation advises to demand in the
 * role’s trust policy; each with that page. Compute services are not among them: they send neither key.
 */
const services: ReadonlyMap<string, string> = new Map([
  ['codebuild', 'https://docs.aws.amazon.com/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['datasync', 'https://docs.aws.amazon.com/datasync/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['frauddetector', 'https://docs.aws.amazon.com/frauddetector/latest/ug/confused-deputy-prevention.html'],
  ['iot', 'https://docs.aws.amazon.com/iot/latest/developerguide/cross-service-confused-deputy-prevention.html'],
  ['logs', 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Subscriptions-confused-deputy.html'],
  ['personalize', 'https://docs.aws.amazon.com/personalize/latest/dg/cross-service-confused-deputy-prevention.html'],
  ['sagemaker', 'https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html'],
  ['scheduler', 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html'],
  ['sms-voice', 'https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-kinesis-creating-role.html'],
  ['ssm', 'https://docs.aws.amazon.com/systems-manager/latest/userguide/cross-service-confused-deputy-prevention.html'],
  ['states', 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html'],
  ['transfer', 'https://docs.aws.amazon.com/transfer/latest/userguide/confused-deputy.html'],
  ['vpc-flow-logs', 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html'],
])

/** The name of a service in its principal, in any partition and Region: `logs` of `logs.eu-west-1.amazonaws.com`. */
export const serviceOf = (principal: string): string => principal.toLowerCase().split('.')[0] ?? ''

/** The page that advises to demand whom the service acts for; undefined of a service that is not known to say it. */
export const adviceFor = (principal: string): string | undefined => services.get(serviceOf(principal))

const sources = new Set(['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'])

/** Whether an ARN, or a pattern of ARNs, says whose the resource is: by an account, or by the name of what has none in its ARN, as buckets do. */
const namesOwner = (arn: string): boolean => {
  const [, , , , account = '*', ...resource] = arn.split(':')
  return account === '' ? /^[^*?]+/.test(resource.join(':')) : !/[*?]/.test(account) || /:\d{12}:/.test(arn)
}

/** Whether a trust demands the account, resource or organization for which the service acts; anybody’s resource of a kind is none. */
export const demandsSource = ({ conditions }: TrustedParty): boolean =>
  conditions.some(
    condition =>
      sources.has(condition.key) &&
      isDemanded(condition, conditions) &&
      saysSomething(condition) &&
      (condition.key !== 'aws:sourcearn' || condition.values.every(namesOwner)),
  )
