import type { Assessment, Reporter, Severity } from '../src/assessment.ts'
import { visible } from './html/visible.ts'
import { allFindings, isOpen } from './open-findings.ts'
import { pseudoPath } from './pseudo-path.ts'

const severityOf = { critical: 'blocker', high: 'critical', medium: 'major', low: 'minor', info: 'info' } satisfies Record<Severity, string>

function* report(assessment: Assessment): Generator<string> {
  yield '['
  let before = '\n'
  for (const { rule, finding } of allFindings(assessment)) {
    if (!isOpen(finding)) continue
    yield `${before}${JSON.stringify({
      description: visible(finding.message),
      check_name: rule.id,
      fingerprint: finding.fingerprint,
      severity: severityOf[finding.severity],
      location: { path: pseudoPath(finding.subject), lines: { begin: 1 } },
    })}`
    before = ',\n'
  }
  yield '\n]\n'
}

/** `gl-code-quality-report.json`: open findings as GitLab shows them on merge requests: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: Reporter = assessment => [{ name: 'gl-code-quality-report.json', text: report(assessment) }]
