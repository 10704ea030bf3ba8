import type { Assessment, Severity } from '../../src/assessment.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

/** A first step of a fix that no line holds. */
export const longStep =
  'Give the person access through IAM Identity Center with Microsoft Entra ID as identity provider, by membership in a group, and remove the user. '.repeat(4)

/** Long words, several causes, every severity in one rule, an organization without a name, and a tenant that is unknown. */
export const difficultAssessment = (): Assessment => {
  const base = syntheticAssessment({ findings: 120 })
  const tenant = base.scopes.at(-1)?.id ?? ''
  const organization = 'aws-organization/o-wzkxgzkof7'
  const gap = { dataset: 'aws-applications', scope: tenant }
  const denied = {
    ...gap,
    dataset: 'directory-roles',
    reason: 'denied',
    detail: `User: arn:aws:sts::444455556666:assumed-role/postern-scanner/${'postern'.repeat(30)} is not authorized`,
    permission: 'Member.Read.Hidden',
  } as const
  const failed = { ...gap, reason: 'failed', detail: 'GET /servicePrincipals/{id} answered 503 serviceUnavailable' } as const
  const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']
  const results = base.results.map(result => {
    if (result.rule.id === 'entra-legacy-authentication-allowed') {
      const [first] = result.findings
      if (first === undefined) throw new Error('The synthetic rule about legacy authentication has no finding')
      const subject = { ...first.subject, kind: 'entra-tenants', name: 'Contoso' }
      const findings = [{ ...first, severity: 'critical' as const, subject }]
      const tallies = [{ scope: tenant, examined: 2, passed: 1, failed: 1, unknown: 1 }]
      return { ...result, tallies, findings, unanswered: [{ scope: tenant, because: [denied, failed], message: 'Not read.' }] }
    }
    if (result.rule.id === 'aws-oidc-trust-without-subject')
      return {
        ...result,
        rule: {
          ...result.rule,
          remediation: [{ text: longStep }, ...result.rule.remediation],
          failureTitle: `${result.rule.failureTitle} that strangers may have made`,
        },
        findings: result.findings.map((finding, at) => ({ ...finding, severity: severities[at % 5] ?? 'low' })),
        unanswered: [{ scope: tenant, because: [denied], message: 'Not read.' }],
      }
    if (result.rule.id === 'aws-scp-not-used') {
      const finding = base.results.flatMap(({ findings }) => findings)[0]
      if (finding === undefined) throw new Error('The synthetic assessment has no findings')
      const subject = { id: 'o-wzkxgzkof7', name: 'o-wzkxgzkof7', kind: 'aws-organizations', scope: organization }
      return { ...result, status: 'fail' as const, findings: [{ ...finding, fingerprint: '0'.repeat(32), rule: result.rule.id, subject }] }
    }
    return result
  })
  const [scope, ...scopes] = base.scopes
  if (scope === undefined) throw new Error('The synthetic assessment has no scopes')
  return { ...base, results, scopes: [{ ...scope, id: organization, kind: 'aws-organization', name: 'o-wzkxgzkof7', gaps: [] }, scope, ...scopes] }
}
