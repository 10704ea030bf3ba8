import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { document, inline, level, permissionsOf, policy, user } from './account-rows.ts'

const statements = z.array(z.record(z.string(), z.unknown()))
const caseFile = z.strictObject({
  about: z.string(),
  source: z.url(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      /** Why it must come out so. */
      why: z.string(),
      source: z.url().optional(),
      /** The user `ann` who is asked about. */
      identity: statements,
      boundary: statements.optional(),
      scp: statements.optional(),
      /** Customer managed policies by path and name; a text is a document as it stands. */
      policies: z.record(z.string(), z.union([statements, z.string()])).optional(),
      /** What other users are allowed. */
      others: z.array(statements).optional(),
      /** Whether the user holds a policy, too, that was not read. */
      unread: z.boolean().default(false),
      expect: z.enum(['yes', 'no', 'conditional', 'unknown']),
    }),
  ),
})
type Case = z.infer<typeof caseFile>['cases'][number]

const permissionsIn = (given: Case) => {
  const boundary = given.boundary === undefined ? [] : [policy('boundary', document(...given.boundary))]
  const unread = given.unread ? [{ name: 'unread', arn: 'arn:aws:iam::111111111111:policy/unread' }] : []
  return permissionsOf({
    users: [
      user('ann', { ...inline(document(...given.identity)), attachedPolicies: unread, ...(boundary[0] === undefined ? {} : { boundaryArn: boundary[0].arn }) }),
      ...(given.others ?? []).map((allowed, index) => user(`other${index + 1}`, inline(document(...allowed)))),
    ],
    policies: [
      ...Object.entries(given.policies ?? {}).map(([name, written]) => policy(name, typeof written === 'string' ? written : document(...written))),
      ...boundary,
    ],
    ...(given.scp === undefined ? {} : { serviceControl: [level(document(...given.scp))] }),
  })
}

const folder = join(import.meta.dirname, 'administrator-cases')
for (const name of readdirSync(folder).sort()) {
  const { about, cases } = caseFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
  describe(`administrators by ${about}`, () => {
    it.each(cases)('$name: $expect', given => {
      const permissions = permissionsIn(given)
      expect(permissions.isAdministrator('AIDAann').answer, given.why).toBe(given.expect)
      const ways = permissions.escalations('AIDAann').filter(({ primitive }) => primitive.gives === 'administration')
      expect(ways.length > 0, given.why).toBe(given.expect !== 'no')
    })
  })
}
