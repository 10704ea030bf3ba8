import type { AccountSeed } from '../../clouds/aws/seed.ts'
import type { Answer, WireRequest } from '../../clouds/aws/wire.ts'
import { accounts, allow } from './accounts.ts'
import { outsiders } from './aws-outside-trusts.ts'

const delegated: Readonly<Record<string, { readonly name: string; readonly services: readonly string[] }>> = {
  [accounts.audit]: { name: 'audit', services: ['guardduty.amazonaws.com'] },
  [accounts.archive]: { name: 'archive', services: ['config.amazonaws.com'] },
}

const answer = (value: Extract<Answer, { kind: 'answer' }>['value']): Answer => ({ kind: 'answer', value })

const listDelegated = (): Answer =>
  answer({ DelegatedAdministrators: Object.entries(delegated).map(([Id, { name }]) => ({ Id, Name: name, Status: 'ACTIVE' })) })

const listServices = (request: WireRequest): Answer => {
  const services = delegated[request.parameter('AccountId') ?? '']?.services ?? []
  return answer({ DelegatedServices: services.map(ServicePrincipal => ({ ServicePrincipal })) })
}

const share = (name: string, associatedEntity: string, n: number) => ({
  resourceShareArn: `arn:aws:ram:eu-west-1:${accounts.data}:resource-share/00000000-0000-4000-8000-00000000000${n}`,
  resourceShareName: name,
  associatedEntity,
  associationType: 'PRINCIPAL',
  status: 'ASSOCIATED',
})

const listShares = ({ region }: WireRequest): Answer =>
  answer({
    resourceShareAssociations:
      region === 'eu-west-1'
        ? [share('for-a-stranger', outsiders.stranger, 1), share('for-the-lab', outsiders.lab, 2), share('for-us', accounts.audit, 3)]
        : [],
  })

/** What guards the organization besides its policies, and what goes around it. */
export const guardrails: Readonly<Record<string, AccountSeed>> = {
  [accounts.management]: {
    organizationFeatures: ['RootCredentialsManagement', 'RootSessions'],
    answers: new Map([
      ['organizations:ListDelegatedAdministrators', listDelegated],
      ['organizations:ListDelegatedServicesForAccount', listServices],
    ]),
    roles: [{ name: 'nightly', trust: allow({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }) }],
  },
  [accounts.data]: { answers: new Map([['ram:GetResourceShareAssociations', listShares]]) },
}
