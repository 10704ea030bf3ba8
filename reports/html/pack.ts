import type { AppliedException, Assessment, Finding, SubjectRef, Unanswered } from '../../src/assessment.ts'
import { severities } from './labels.ts'
import type { Gap, Packed } from './packed.ts'

/** Gives each distinct thing a number, by its text. */
const interner = <T>(text: (thing: T) => string) => {
  const numbers = new Map<string, number>()
  const things: T[] = []
  return {
    things,
    number(thing: T | undefined): number {
      if (thing === undefined) return -1
      const key = text(thing)
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, things.length)
      return things.push(thing) - 1
    },
  }
}

/** The assessment as columns; see `Packed`. Loses nothing that the page shows. */
export const pack = (assessment: Assessment): Packed => {
  const { results, gate, ...run } = assessment
  const texts = interner<string>(text => text)
  const gaps = interner<Gap>(gap => JSON.stringify([gap.dataset, gap.scope, gap.part, gap.reason, gap.detail, gap.permission]))
  const exceptions = interner<AppliedException>(JSON.stringify)

  const findings: readonly Finding[] = results.flatMap(result => result.findings)
  const findingRules = results.flatMap((result, rule) => result.findings.map(() => rule))
  const questions: readonly Unanswered[] = results.flatMap(result => result.unanswered)
  const questionRules = results.flatMap((result, rule) => result.unanswered.map(() => rule))
  const evidence = findings.flatMap(finding => finding.evidence)

  const column = <T>(rows: readonly T[], text: (row: T) => string | undefined): number[] => rows.map(row => texts.number(text(row)))
  const subjects = <T>(rows: readonly T[], subject: (row: T) => SubjectRef | undefined) => ({
    subjectId: column(rows, row => subject(row)?.id),
    subjectName: column(rows, row => subject(row)?.name),
    subjectKind: column(rows, row => subject(row)?.kind),
  })

  return {
    run: { ...run, gate: { failOn: gate.failOn, status: gate.status, incomplete: gate.incomplete, why: gate.why } },
    rules: results.map(({ rule, status, tallies, why }) => ({ rule, status, tallies, why })),
    findings: {
      fingerprint: findings.map(finding => finding.fingerprint),
      rule: findingRules,
      severity: findings.map(finding => severities.indexOf(finding.severity)),
      ...subjects(findings, finding => finding.subject),
      partOf: column(findings, finding => finding.subject.partOf),
      scope: column(findings, finding => finding.subject.scope),
      message: column(findings, finding => finding.message),
      foldedInto: column(findings, finding => finding.foldedInto),
      firstSeen: column(findings, finding => finding.firstSeen),
      exception: findings.map(finding => exceptions.number(finding.exception)),
      evidence: findings.map(finding => finding.evidence.length),
    },
    evidence: {
      label: column(evidence, entry => entry.label),
      value: column(evidence, entry => JSON.stringify(entry.value)),
      row: column(evidence, entry => entry.row),
    },
    questions: {
      rule: questionRules,
      scope: column(questions, question => question.scope),
      ...subjects(questions, question => question.subject),
      message: column(questions, question => question.message),
      because: questions.map(({ because }) => (typeof because === 'string' ? because : because.map(gap => gaps.number(gap)))),
    },
    texts: texts.things,
    gaps: gaps.things,
    exceptions: exceptions.things,
  }
}
