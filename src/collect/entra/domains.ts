import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { domainFederations, entraDomains } from '../../datasets/entra/domains.ts'
import { CollectError, type Collected, defineCollector, gap } from '../collector.ts'
import { NotThere } from './answer.ts'
import { certificateOf } from './federation-certificate.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const domain = z.object({
  id: z.string(),
  authenticationType: z.string(),
  isVerified: z.boolean(),
  isRoot: z.boolean(),
  passwordValidityPeriodInDays: z.number().int().nullable(),
})

const federation = z.object({
  id: z.string(),
  issuerUri: z.string().nullable(),
  passiveSignInUri: z.string().nullable(),
  federatedIdpMfaBehavior: z.string().nullable(),
  signingCertificate: z.string().nullable(),
  nextSigningCertificate: z.string().nullable(),
})

async function* configurationsOf(session: EntraSession, at: Scope, name: string, isRoot: boolean): AsyncGenerator<Collected, void, undefined> {
  const list = session.list({ path: `/domains/${name}/federationConfiguration` })
  let count = 0
  for await (const item of rowsFrom(domainFederations, at, list, federation, ({ id, signingCertificate, nextSigningCertificate, ...kept }, scope) => ({
    ...kept,
    id,
    scope,
    name,
    domain: name,
    signingCertificate: certificateOf(signingCertificate),
    nextSigningCertificate: certificateOf(nextSigningCertificate),
  }))) {
    count++
    yield item
  }
  if (count === 0 && isRoot) throw new CollectError('invalid', `the domain ${name} is federated, and has no configuration`)
}

/**
 * The domains, and one call for each federated one: managed ones have no configuration, and a subdomain has its root's unless it has one of its own.
 * https://learn.microsoft.com/graph/api/domain-list
 */
export const domains = defineCollector<EntraSession>({
  name: 'entra-domains',
  gives: [entraDomains, domainFederations],
  async *collect(session, at) {
    const federated: { readonly id: string; readonly isRoot: boolean }[] = []
    const list = session.list({ path: '/domains', select: ['id', 'authenticationType', 'isVerified', 'isRoot', 'passwordValidityPeriodInDays'] })
    for await (const item of rowsFrom(entraDomains, at, list, domain, (found, scope) => {
      if (found.authenticationType === 'Federated') federated.push(found)
      return { ...found, scope, name: found.id }
    })) {
      yield item
      if (item.kind === 'gap') yield gap(domainFederations, 'not-collected', 'which domains there are could not be read whole')
    }
    for (const { id, isRoot } of federated) {
      try {
        yield* configurationsOf(session, at, id, isRoot)
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        if (error instanceof NotThere && !isRoot) continue
        yield gap(domainFederations, error.reason, error.message, { part: id, ...(error.permission === undefined ? {} : { permission: error.permission }) })
      }
    }
  },
})
