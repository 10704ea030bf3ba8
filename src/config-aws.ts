import { z } from 'zod'

const region = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'is not a Region name such as eu-west-1')

const place = 'must be an account number of 12 digits in quotes, or the id of a unit or root (ou-..., r-...)'

/** YAML reads a number without quotes, and drops the zeros that it may begin with: taken as it is only where nothing can have been lost. */
const accountOrUnit = z.preprocess(
  value => (typeof value === 'number' && /^\d{12}$/.test(String(value)) ? String(value) : value),
  z.string({ error: place }).regex(/^(\d{12}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$/, place),
)

/** How the accounts of an organization are entered: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html for what names and ids may hold. */
export const awsOrganization = z.strictObject({
  role: z.string().regex(/^[\w+=,.@/-]{1,576}$/, 'must be the name of a role, with its path if it has one, not an ARN'),
  externalId: z
    .string({ error: 'must be text: put it in quotes' })
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'is not an external id: 2 to 1224 letters, digits or + = , . @ : / - _')
    .optional(),
  include: z.array(accountOrUnit).min(1).optional(),
  exclude: z.array(accountOrUnit).min(1).optional(),
})

/** One AWS credential and what to read with it. */
export const aws = z.strictObject({
  profile: z.string().min(1).optional(),
  regions: z.array(region).min(1).optional(),
  organization: awsOrganization.optional(),
})
