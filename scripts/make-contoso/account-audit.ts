import { delegationRequests, serverCertificates } from '../../src/datasets/aws/account-upkeep.ts'
import { identityCenterAccountInstances } from '../../src/datasets/aws/identity-center.ts'
import { resourceShareAssociations } from '../../src/datasets/aws/resource-shares.ts'
import { accessAnalyzerFindings } from '../../src/datasets/aws/security-services.ts'
import { alarmTopics, trailAlarms, trailMetricFilters } from '../../src/datasets/aws/trail-alarms.ts'
import { daysAgo, daysAhead } from './dates.ts'
import { guid, hexId, iamId } from './ids.ts'
import { type AccountKey, accountScope, accounts, organizationId } from './organization-facts.ts'
import { type Table, table } from './tables.ts'

const HOME = 'eu-west-1'

/** Where CloudWatch Logs gets what the organization's trail logs. */
export const trailLogGroup = `arn:aws:logs:${HOME}:${accounts.management.id}:log-group:organization-trail`

/** Two watches over the organization's trail: root's use reaches somebody on duty; the alarm for sign-ins without MFA tells a topic that nobody has confirmed. */
const watches = [
  {
    name: 'root-use',
    pattern: '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    topic: 'security-on-duty',
    confirmed: 2,
  },
  {
    name: 'sign-in-without-mfa',
    pattern: '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" && $.responseElements.ConsoleLogin = "Success" }',
    topic: 'platform-alerts',
    confirmed: 0,
  },
]
const topicArn = (topic: string): string => `arn:aws:sns:${HOME}:${accounts.management.id}:${topic}`

const management = (): Table[] => {
  const at = accountScope('management')
  return [
    table(
      trailMetricFilters,
      at,
      watches.map(({ name, pattern }) => ({
        id: `${trailLogGroup}#${name}`,
        name,
        part: HOME,
        logGroupArn: trailLogGroup,
        pattern,
        metrics: [{ namespace: 'CloudTrail', name, value: '1', hasDimensions: false }],
        hasFurtherCriteria: false,
      })),
    ),
    table(
      trailAlarms,
      at,
      watches.map(({ name, topic }) => ({
        id: `arn:aws:cloudwatch:${HOME}:${accounts.management.id}:alarm:${name}`,
        name,
        part: HOME,
        metrics: [{ namespace: 'CloudTrail', name }],
        hasExpression: false,
        actionsEnabled: true,
        actions: [topicArn(topic)],
        statistic: 'Sum',
        comparison: 'GreaterThanOrEqualToThreshold',
        threshold: 1,
        datapoints: 1,
      })),
    ),
    table(
      alarmTopics,
      at,
      watches.map(({ topic, confirmed }) => ({ id: topicArn(topic), name: topic, part: HOME, confirmed, pending: confirmed === 0 ? 1 : 0 })),
    ),
  ]
}

const finding = (resource: string, principal: string, age: number) => {
  const at = accounts.production.id
  const analyzer = `arn:aws:access-analyzer:${HOME}:${at}:analyzer/outside`
  return {
    id: `${analyzer}#${guid(`finding ${resource}`)}`,
    name: resource,
    part: HOME,
    analyzer,
    resource: `arn:aws:iam::${at}:role/${resource}`,
    resourceType: 'AWS::IAM::Role',
    resourceOwner: at,
    isPublic: false,
    principals: [principal],
    conditionKeys: [],
    createdAt: daysAgo(age, `finding ${resource}`),
  }
}

/** A program of a supplier has asked for permissions, and nobody has answered; and the analyzer's oldest finding has waited for over a year. */
const production = (): Table[] => [
  table(delegationRequests, accountScope('production'), [
    {
      id: `dr${hexId(14, 'delegation request')}`,
      name: 'SpendLens: read commitments',
      state: 'PENDING_APPROVAL',
      requestor: '888877776666',
      createdAt: daysAgo(12, 'delegation request'),
      expiresAt: daysAhead(18),
    },
  ]),
  table(accessAnalyzerFindings, accountScope('production'), [
    finding('spendlens-reader', 'AWS 888877776666', 466),
    finding('eks-external-dns', `Federated arn:aws:iam::${accounts.production.id}:oidc-provider/oidc.eks.${HOME}.amazonaws.com`, 6),
  ]),
]

/** The lake is shared with all of the organization, and one table besides with a partner that nobody declared. */
const data = (): Table[] => {
  const at = accountScope('data')
  const share = (name: string, principal: string) => {
    const shareArn = `arn:aws:ram:${HOME}:${accounts.data.id}:resource-share/${guid(`share ${name}`)}`
    return { id: `${shareArn}/${principal}`, name, part: HOME, shareArn, principal, status: 'ASSOCIATED' }
  }
  return [
    table(resourceShareAssociations, at, [
      share('lake', `arn:aws:organizations::${accounts.management.id}:organization/${organizationId}`),
      share('lake-to-partner', '999988887777'),
    ]),
  ]
}

/** Litware's site left its certificate in IAM when it moved, and its developers tried Identity Center before Contoso's came. */
const litware = (): Table[] => {
  const at = accountScope('litware')
  const instance = `arn:aws:sso:::instance/ssoins-${hexId(16, 'identity center litware')}`
  return [
    table(serverCertificates, at, [
      {
        id: iamId('AIDA', 'certificate litware').replace('AIDA', 'ASCA'),
        name: 'www-litware-com-2023',
        expiresAt: daysAgo(402, 'certificate litware expires'),
        uploadedAt: daysAgo(1_130, 'certificate litware'),
      },
    ]),
    table(identityCenterAccountInstances, at, [{ id: instance, name: 'litware-trial', part: 'us-east-1', status: 'ACTIVE' }]),
  ]
}

const toldOf: Readonly<Partial<Record<AccountKey, () => Table[]>>> = { management, production, data, litware }

/** What is out of the ordinary in an account, beside the services that watch it; tables without rows are left to the caller. */
export const auditTables = (key: AccountKey): readonly Table[] => toldOf[key]?.() ?? []
