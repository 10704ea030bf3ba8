import type { AccountSeed, RoleSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow, daysAgo, organizationId } from './accounts.ts'

/** Accounts outside of the organization. */
export const outsiders = { stranger: '900000000001', vendor: '900000000002', lab: '900000000003' } as const

const trusting = (name: string, account: string, condition?: Readonly<Record<string, unknown>>): RoleSeed => ({
  name,
  trust: allow({
    Principal: { AWS: account === '*' ? '*' : `arn:aws:iam::${account}:root` },
    Action: 'sts:AssumeRole',
    ...(condition === undefined ? {} : { Condition: condition }),
  }),
})
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'
const externalId = { StringEquals: { 'sts:ExternalId': 'a-long-and-secret-word' } }

/** Roles that let outsiders in, each kind with and without what makes it sound. */
export const outsideTrusts: Readonly<Record<string, AccountSeed>> = {
  [accounts.data]: {
    roles: [
      trusting('open-to-all', '*'),
      trusting('open-to-ours', '*', { StringEquals: { 'aws:PrincipalOrgID': organizationId } }),
      trusting('stranger', outsiders.stranger),
      trusting('stranger-with-id', outsiders.stranger, externalId),
      trusting('vendor', outsiders.vendor),
      trusting('vendor-with-id', outsiders.vendor, externalId),
      trusting('lab', outsiders.lab),
      trusting('audited', accounts.audit),
      trusting('left-out-of-the-scan', accounts.acquired),
      { ...trusting('audited-as-administrator', accounts.audit), attached: [administrator] },
      {
        ...trusting('audited-by-one', accounts.audit, { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${accounts.audit}:role/auditor` } }),
        attached: [administrator],
      },
      { ...trusting('forgotten-vendor', outsiders.vendor, externalId), created: daysAgo(500), attached: [administrator] },
      { ...trusting('forgotten', accounts.audit), created: daysAgo(500), lastUsed: { date: daysAgo(200), region: 'eu-west-1' } },
      { ...trusting('remembered', accounts.audit), created: daysAgo(500), lastUsed: { date: daysAgo(20), region: 'eu-west-1' } },
    ],
  },
}
