import { nativeId } from '../../src/dataset.ts'
import { organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { resourceShareAssociations } from '../../src/datasets/aws/resource-shares.ts'
import { knownOutsiders } from '../../src/estate/aws/known-outsiders.ts'
import { sharingInOrganization } from '../../src/estate/aws/organization-settings.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Nothing is shared, or not any more: https://docs.aws.amazon.com/ram/latest/APIReference/API_ResourceShareAssociation.html */
const OVER = new Set(['DISASSOCIATED', 'DISASSOCIATING', 'FAILED'])

type Recipient = { readonly kind: 'account' | 'organization'; readonly id: string } | 'service' | undefined

const recipientOf = (principal: string): Recipient => {
  if (/^\d{12}$/.test(principal)) return { kind: 'account', id: principal }
  const organization = /^arn:[^:]*:organizations::\d{12}:(?:organization|ou)\/(o-[a-z0-9]+)/.exec(principal)?.[1]
  if (organization !== undefined) return { kind: 'organization', id: organization }
  const account = /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1]
  if (account !== undefined) return { kind: 'account', id: account }
  return /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(principal) ? 'service' : undefined
}

export default defineRule({
  id: 'aws-resource-share-external',
  title: 'Resources are shared within the organization, or with accounts that are declared',
  failureTitle: 'Resource shared with an unknown account',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'external-access',
  rationale:
    'A share of Resource Access Manager gives another account subnets, gateways, keys or databases of ours, and its administrators decide who there uses them. Low where the share goes to an account of the same organization by invitation, because sharing within the organization is off: it outlives the account’s leaving. What is shared is not read. An account is known when it is in an organization of this scan, scanned, or declared.',
  remediation: [
    {
      text: 'See what is shared.',
      command: 'aws ram list-resources --region REGION --resource-owner SELF --resource-share-arns SHARE_ARN',
    },
    {
      text: 'Take the account out of the share.',
      command: 'aws ram disassociate-resource-share --region REGION --resource-share-arn SHARE_ARN --principals PRINCIPAL',
    },
    { text: 'If it is needed, declare it in the configuration: kind account, its number, and the reason.' },
    {
      text: 'In the management account, turn on sharing within the organization, so that no invitations are needed; then forbid external principals on each share.',
      command:
        'aws ram enable-sharing-with-aws-organization && aws ram update-resource-share --region REGION --resource-share-arn SHARE_ARN --no-allow-external-principals',
    },
  ],
  verify: [
    {
      text: 'Every principal is of your organization or known to you.',
      command: 'aws ram get-resource-share-associations --region REGION --association-type PRINCIPAL --resource-share-arns SHARE_ARN',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'AC-20'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'Sharing your AWS resources', url: 'https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html' },
    { title: 'GetResourceShareAssociations', url: 'https://docs.aws.amazon.com/ram/latest/APIReference/API_GetResourceShareAssociations.html' },
  ],
  subjects: resourceShareAssociations,
  needs: { knownOutsiders, organizationMemberships, sharingInOrganization },
  where: ({ status }) => status === undefined || !OVER.has(status),
  check({ id, scope, name, part, principal, status }, { knownOutsiders, organizationMemberships, sharingInOrganization }) {
    const facts = [evidence('Principal', principal, id), evidence('Region', part ?? 'not said', id), evidence('Status', status ?? 'not said', id)]
    const recipient = recipientOf(principal)
    if (recipient === undefined) return unknown(`Share ${name} goes to ${principal}, and who that is could not be told.`)
    if (recipient === 'service' || recipient.id === nativeId(scope)) return pass()
    const who = `${recipient.kind} ${recipient.id}`
    const owner = knownOutsiders(recipient)
    if (owner.kind === 'declared') return pass()
    if (owner.kind === 'undecided') return unknown(`Share ${name} goes to ${who}, and whether it is known cannot be told: ${owner.unread}.`)
    if (owner.kind === 'stranger')
      return fail(
        `Share ${name} goes to ${who}, which is neither in an organization of this scan nor declared. It would hold if ${recipient.id} were declared as an account.`,
        facts,
      )
    const own = [...organizationMemberships][0]?.id
    if (recipient.kind === 'organization' || own === undefined || owner.organization !== own) return pass()
    const isOn = sharingInOrganization.get(own)
    if (isOn === undefined)
      return unknown(`Share ${name} goes to account ${recipient.id} of the same organization, and whether sharing within it is on could not be read.`)
    if (isOn) return pass()
    return fail(
      `Share ${name} goes to account ${recipient.id} of the same organization by invitation, since sharing within the organization is off.`,
      [...facts, evidence('Sharing within the organization', false)],
      'low',
    )
  },
})
