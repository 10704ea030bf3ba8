/** A Region of each partition besides the first: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const regions = new Map([
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-eusc', 'eusc-de-east-1'],
])

/**
 * The partition that the first ARN in a text names; `aws` where none does. Whoever writes policies for China or GovCloud writes their ARNs, and those of
 * another partition match nothing there. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const partitionIn = (text: string): string => /\barn:(aws(?:-[a-z]+)*):/.exec(text)?.[1] ?? 'aws'

/** A Region that a partition has. */
export const someRegion = (partition: string): string => regions.get(partition) ?? 'us-east-1'
