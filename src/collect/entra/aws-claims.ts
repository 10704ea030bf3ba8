import { z } from 'zod'
import { awsApplicationClaims } from '../../datasets/entra/application-policies.ts'
import { awsApplications } from '../../datasets/entra/applications.ts'
import { CollectError, defineCollector, gap, row } from '../collector.ts'
import { NotThere } from './answer.ts'
import type { EntraSession } from './session.ts'

const fixed = z.object({ '@odata.type': z.string().endsWith('valueBasedAttribute'), value: z.string() })
const other = z.looseObject({ '@odata.type': z.string().refine(type => !type.endsWith('valueBasedAttribute')) }).transform(() => ({ value: undefined }))
const configuration = z.object({
  condition: z.object({ userType: z.string().nullish(), memberOf: z.array(z.unknown()).nullish() }).nullish(),
  attribute: z.union([fixed, other]).nullable(),
})
const claim = z.object({
  '@odata.type': z.string().nullish(),
  name: z.string().nullish(),
  namespace: z.string().nullish(),
  configurations: z.array(configuration),
})
/** The page of the method shows a list, the resource is one: both are read. */
const policy = z.object({ claims: z.array(claim).nullable() })
const answer = z.union([z.object({ value: z.array(policy) }).transform(({ value }) => value), policy.transform(one => [one])])

/** The name identifier has no name of its own: https://learn.microsoft.com/graph/api/resources/samlnameidclaim */
const nameOf = ({ '@odata.type': type, name, namespace }: z.infer<typeof claim>): string =>
  type?.endsWith('samlNameIdClaim') === true ? 'nameidentifier' : [namespace, name].filter(part => part !== null && part !== undefined && part !== '').join('/')

/** A value that depends on who signs in is none for everybody. */
const constantsOf = (told: z.infer<typeof claim>) =>
  told.configurations.flatMap(({ condition, attribute }) => {
    const isForAll = (condition?.memberOf ?? []).length === 0 && (condition?.userType ?? 'any').toLowerCase() === 'any'
    const value = attribute?.value
    if (!isForAll || value === undefined) return []
    return [{ claim: nameOf(told), value }]
  })

/** One request for each application that federates to AWS, each a part that fails on its own. */
export const awsClaims = defineCollector<EntraSession>({
  name: 'entra-aws-application-claims',
  gives: [awsApplicationClaims],
  after: [awsApplications],
  async *collect(session, at, sofar) {
    if (!sofar.isComplete(awsApplications))
      yield gap(awsApplicationClaims, 'not-collected', 'the applications of AWS are not all known', { part: 'other applications' })
    for (const { id, name } of sofar.rows(awsApplications)) {
      try {
        const parsed = answer.safeParse(await session.get({ path: `/servicePrincipals/${id}/claimsPolicy`, version: 'beta' }))
        if (!parsed.success) throw new CollectError('invalid', 'the claims are not as documented')
        const constants = parsed.data.flatMap(({ claims }) => claims ?? []).flatMap(constantsOf)
        yield row(awsApplicationClaims, { id, scope: at.id, name, constants })
      } catch (error) {
        if (error instanceof NotThere) {
          yield row(awsApplicationClaims, { id, scope: at.id, name, constants: [] })
          continue
        }
        if (!(error instanceof CollectError)) throw error
        const { reason, message, permission } = error
        yield gap(awsApplicationClaims, reason, message, { part: id, ...(permission === undefined ? {} : { permission }) })
      }
    }
  },
})
