import { z } from 'zod'
import { userPoolClients } from '../../src/datasets/aws/user-pool-clients.ts'
import { hasSelfService } from '../../src/estate/aws/user-pool-sign-ins.ts'
import { poolsOfClients, roleClaims } from '../../src/estate/aws/user-pools-by-part.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** What a client with no list of its own may write: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
const STANDARD =
  'address birthdate email family_name gender given_name locale middle_name name nickname phone_number picture preferred_username profile website zoneinfo'.split(
    ' ',
  )
const SUGGESTIVE = /role|admin|group|tenant|permission|privilege|entitlement/i

export default defineRule({
  id: 'aws-cognito-client-attributes-writable',
  title: 'Users cannot write the attributes that decide what they may do',
  failureTitle: 'Users can write an attribute that decides access',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'A user’s own access token writes every attribute that the client may write. Certain is the fault where an identity pool of this account chooses the AWS role by such an attribute, or where the parameter attributes names it: then users choose what they may do. A custom attribute that sounds like a role or tenant may decide access in the application, which is not read: unknown, until one of the parameters attributes and harmless names it. E-mail addresses and telephone numbers that are verified before they are taken over are no fault. An attribute that cannot be changed is still chosen at sign-up, where that is open; where it is not, a client whose tokens are not for users’ own attributes writes none.',
  remediation: [
    { text: 'Have a Lambda trigger or the server set the attribute, with AdminUpdateUserAttributes.' },
    {
      text: 'Take it out of what the client may write. UpdateUserPoolClient takes every setting that is not named back to its default.',
      command: 'aws cognito-idp update-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --write-attributes NAMES',
    },
  ],
  verify: [
    {
      text: 'WriteAttributes names no attribute that decides access.',
      command: "aws cognito-idp describe-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --query 'UserPoolClient.WriteAttributes'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6'], 'mcsb@2': ['IM-3', 'PA-7'] },
  equivalents: {},
  references: [
    { title: 'User attributes and who may write them', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html' },
    { title: 'Choosing a role by a claim', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html' },
  ],
  parameters: z.object({
    /** Attributes that decide access in an application, e.g. `custom:role`. */
    attributes: z.array(z.string()).default([]),
    /** Attributes that decide nothing, whatever they are called. */
    harmless: z.array(z.string()).default([]),
  }),
  subjects: userPoolClients,
  needs: { poolsOfClients, roleClaims },
  check(client, { poolsOfClients, roleClaims }, { parameters }) {
    const pool = poolsOfClients(client.partOf, client.part)
    const { claims, unread } = roleClaims(client.partOf)
    if (pool.kind === 'found' && pool.row.administratorsCreateUsers && !hasSelfService(client)) return pass()
    const settings = pool.kind === 'found' ? pool.row : undefined
    const immutable = new Set(
      settings?.administratorsCreateUsers === true ? settings.attributes?.filter(({ mutable }) => !mutable).map(({ name }) => name) : [],
    )
    const listed = client.writableAttributes === undefined ? STANDARD : client.writableAttributes
    const writable = listed.filter(name => !immutable.has(name) && settings?.verifiedBeforeUpdate?.includes(name) !== true)
    const decides = writable.filter(name => claims.has(name) || parameters.attributes.includes(name))
    if (decides.length > 0 && settings === undefined)
      return unknown(`Whether users write ${decides.join(' and ')} through client ${client.name} is not known${pool.kind === 'unread' ? `: ${pool.why}` : ''}.`)
    if (decides.length > 0) {
      const choosers = [...new Set(decides.flatMap(name => claims.get(name) ?? []))]
      return fail(
        `Users of client ${client.name} of user pool ${client.poolName} can write ${decides.join(' and ')}, which decides ${choosers.length > 0 ? 'their AWS role' : 'access'}.`,
        [evidence('Attributes', decides, client.id), ...(choosers.length > 0 ? [evidence('Identity pools that choose roles by them', choosers)] : [])],
      )
    }
    const open = writable.filter(name => name.startsWith('custom:') && SUGGESTIVE.test(name) && !parameters.harmless.includes(name))
    if (open.length > 0)
      return unknown(`Users of client ${client.name} can write ${open.join(' and ')}; whether that decides access only the application knows.`)
    const [dark] = unread
    return dark === undefined ? pass() : unknown(`By which attributes identity pools choose roles is not known: ${dark.detail}.`)
  },
})
