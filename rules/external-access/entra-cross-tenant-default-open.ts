import { crossTenantDefaults } from '../../src/datasets/entra/cross-tenant-access.ts'
import { isClosed, isOpen, settingWords, trustedClaims } from '../../src/estate/entra/cross-tenant-words.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-cross-tenant-default-open',
  title: 'What no partner setting names is closed: collaboration is limited both ways, direct connect is off, nothing is trusted',
  failureTitle: 'Cross-tenant access open by default',
  cloud: 'entra',
  severity: 'medium',
  upTo: 'high',
  recommendation: 'external-access',
  rationale:
    'The default holds for every tenant in the world that has no settings of its own here. As Microsoft delivers it, guests of any tenant may be let in to everything, and the tenant’s people may be guests anywhere, which is how data leaves under a company name. Direct connect lets strangers in without a guest account that anybody sees. A default that trusts MFA or devices believes every tenant in the world, and is of high severity.',
  remediation: [
    { text: 'List the organizations that are worked with, and give each partner settings that allow what is needed.' },
    { text: 'Then block B2B collaboration by default, inbound and outbound, or limit it to chosen users and applications. Block direct connect.' },
    { text: 'Take trust of MFA and devices from the default, and give it to partners.' },
  ],
  verify: [
    {
      text: 'b2bCollaborationInbound and Outbound do not allow AllUsers and AllApplications, b2bDirectConnect blocks them, inboundTrust is false.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/default' | ConvertTo-Json -Depth 6",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-4', 'AC-20', 'IA-8'] },
  equivalents: { maester: ['CISA.MS.AAD.8.3'], zta: ['21790'] },
  references: [
    { title: 'Cross-tenant access overview', url: 'https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview' },
    {
      title: 'Cross-tenant access settings for B2B collaboration',
      url: 'https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration',
    },
  ],
  subjects: crossTenantDefaults,
  needs: {},
  check(settings) {
    const collaboration = [
      ['Collaboration inbound', settings.collaborationInbound, 'guests of any tenant are let in to everything'],
      ['Collaboration outbound', settings.collaborationOutbound, 'everybody may be a guest in any tenant'],
    ] as const
    const direct = [
      ['Direct connect inbound', settings.directConnectInbound, 'people of any tenant get in without an account here'],
      ['Direct connect outbound', settings.directConnectOutbound, 'people get into any tenant without an account there'],
    ] as const
    const faults = [
      ...collaboration.filter(([, setting]) => setting === null || isOpen(setting)),
      ...direct.filter(([, setting]) => setting === null || !isClosed(setting)),
    ]
    const trusted = trustedClaims(settings)
    if (faults.length === 0 && trusted.length === 0) return pass()
    const words = [...faults.map(([, , what]) => what), ...(trusted.length === 0 ? [] : [`the ${trusted.join(' and ')} of every tenant count here`])]
    return fail(
      `Where no partner setting says otherwise, ${words.join('; ')}.`,
      [
        evidence('As Microsoft delivers it', settings.isServiceDefault, settings.id),
        ...faults.map(([label, setting]) => evidence(label, setting === null ? 'not set' : settingWords(setting))),
        ...(trusted.length === 0 ? [] : [evidence('Trusted of every tenant', [...trusted])]),
      ],
      trusted.length === 0 ? undefined : 'high',
    )
  },
})
