import type { SignInDemand } from './assessment-paths.ts'
import type { Cloud, Gap, ScopeKind } from './dataset.ts'

export type * from './assessment-paths.ts'

/** From the worst to a fact worth showing; `info` never gates and never scores. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

/** The recommendations of the articles: one folder of rules each, one line of the score each. */
export const recommendations = [
  'federation',
  'strong-authentication',
  'legacy-authentication',
  'privileged-access',
  'access-governance',
  'external-access',
  'hybrid-identity',
  'application-identity',
  'organization-guardrails',
  'audit-and-protection',
  'cross-cloud',
] as const
export type Recommendation = (typeof recommendations)[number]

/** A fact behind a verdict. `row`: the id of the collected row that says so. */
export interface Evidence {
  readonly label: string
  readonly value: string | number | boolean | readonly string[]
  readonly row?: string | undefined
}

export type Verdict =
  | { readonly status: 'pass' }
  | { readonly status: 'fail'; readonly message: string; readonly evidence: readonly Evidence[]; readonly severity?: Severity | undefined }
  | { readonly status: 'unknown'; readonly message: string }

/** One way to carry out a remediation or a verification: words, and a command where there is one. */
export interface Step {
  readonly text: string
  readonly command?: string | undefined
}

export interface Reference {
  readonly title: string
  readonly url: string
}

/** All that people read about a rule. */
export interface RuleInfo {
  /** The file's name and the fault; for ever. */
  readonly id: string
  /** The requirement. */
  readonly title: string
  /** The fault, for red rows. */
  readonly failureTitle: string
  readonly cloud: Cloud | 'cross'
  readonly severity: Severity
  /** No verdict of this rule exceeds it; the gate counts an unanswered question at it. Defaults to `severity`. */
  readonly upTo: Severity
  readonly recommendation: Recommendation
  readonly rationale: string
  readonly remediation: readonly Step[]
  readonly verify: readonly Step[]
  /** Framework and version to control numbers, e.g. `{ 'cis-aws@5.0': ['1.4'] }`. */
  readonly frameworks: Readonly<Record<string, readonly string[]>>
  /** Other tools' ids of checks that this rule meets, e.g. `{ prowler: ['iam_root_mfa_enabled'] }`. */
  readonly equivalents: Readonly<Record<string, readonly string[]>>
  readonly references: readonly Reference[]
  /** Rules whose findings about the same subject are folded into this one's. */
  readonly supersedes: readonly string[]
  readonly formerly: readonly string[]
}

export interface SubjectRef {
  readonly id: string
  readonly name: string
  /** The dataset or view the subject is a row of. */
  readonly kind: string
  readonly scope: string
  /** The id of the larger thing it belongs to: a key's user. */
  readonly partOf?: string | undefined
}

export interface AppliedException {
  readonly rule: string
  readonly subject: string
  readonly reason: string
  readonly owner: string
  readonly expires: string
  readonly ticket?: string | undefined
}

/** How an exception of the operator fares: an expired one covers nothing, an unused one nothing yet, one out of sight could not be tried everywhere. */
export interface ExceptionReport extends AppliedException {
  /** The scopes it is about, as a pattern; absent: all. */
  readonly scope?: string | undefined
  readonly status: 'in-force' | 'expired' | 'unused' | 'out-of-sight'
  /** Findings that it covers, or that count again since it expired. */
  readonly findings: number
}

export interface Finding {
  /** 32 hex digits; see `fingerprint.ts`. */
  readonly fingerprint: string
  readonly rule: string
  readonly severity: Severity
  readonly subject: SubjectRef
  readonly message: string
  readonly evidence: readonly Evidence[]
  /** The fingerprint of the finding that includes this one; a folded finding is kept, but not counted again. */
  readonly foldedInto?: string | undefined
  readonly exception?: AppliedException | undefined
  readonly firstSeen?: string | undefined
}

/** A question that could not be answered, and what would answer it. */
export interface Unanswered {
  readonly scope: string
  readonly subject?: SubjectRef | undefined
  readonly because: readonly Gap[] | 'threw' | 'undecidable'
  readonly message: string
}

/** Per scope; passes are counted, not stored. */
export interface Tally {
  readonly scope: string
  readonly examined: number
  readonly passed: number
  readonly failed: number
  readonly unknown: number
}

/** Why a rule is not applicable that found nobody to ask about: no fault is hidden by that. */
export const nothingToAsk = 'There is nothing in these scopes that the question is about.'

export type RuleStatus = 'pass' | 'fail' | 'unknown' | 'not-applicable'

export interface RuleResult {
  readonly rule: RuleInfo
  readonly status: RuleStatus
  readonly tallies: readonly Tally[]
  readonly findings: readonly Finding[]
  readonly unanswered: readonly Unanswered[]
  /** Why it is not applicable. */
  readonly why?: string | undefined
}

/** How one scope was read. */
export interface ScopeReport {
  readonly id: string
  readonly kind: ScopeKind
  readonly name: string
  readonly parent?: string | undefined
  readonly identity?: string | undefined
  readonly tables: { readonly complete: number; readonly incomplete: number; readonly rows: number }
  readonly requests: readonly { readonly service: string; readonly requests: number; readonly failed: number }[]
  readonly gaps: readonly Gap[]
  /** The scan was interrupted and went on at this time; so many of the tables are from before. */
  readonly resumed?: { readonly at: string; readonly tables: number } | undefined
}

export interface RecommendationScore {
  readonly recommendation: Recommendation
  /** 0 to 100; absent when nothing of it could be judged. */
  readonly score?: number | undefined
  readonly passed: number
  readonly failed: number
  readonly unknown: number
}

export interface Score {
  /** The version of the formula: scores of different versions are not compared. */
  readonly formula: number
  /** 0 to 100; absent when nothing could be judged. */
  readonly overall?: number | undefined
  /** The share of the questions asked that was answered, 0 to 1. */
  readonly completeness: number
  /** Whether completeness, and not the worst recommendation, set the overall score. */
  readonly capped: boolean
  readonly questions: { readonly asked: number; readonly answered: number }
  readonly recommendations: readonly RecommendationScore[]
}

export interface GateResult {
  /** The words of `--fail-on`, e.g. `critical` or `new:high,any:critical`. */
  readonly failOn: string
  readonly status: 'passed' | 'failed' | 'incomplete' | 'off'
  /** Fingerprints of the findings that failed it. */
  readonly findings: readonly string[]
  /** Rules with an unanswered question at or above the gate, or that threw. */
  readonly incomplete: readonly string[]
  readonly why: string
}

export interface Exhibit {
  readonly id: string
  readonly title: string
  readonly data: unknown
}

/** The data of the exhibit `sign-in-strength`, a list of these: what the weakest sign-in of people demands, in one tenant. */
export interface SignInStrength {
  readonly scope: string
  /** Enabled accounts, each counted once. `least` and `most` differ where it cannot be decided. */
  readonly groups: readonly {
    readonly kind: 'administrators' | 'members' | 'guests' | 'emergency-access'
    readonly least: SignInDemand
    readonly most: SignInDemand
    readonly people: number
  }[]
  /** Accounts of Microsoft Entra Connect, which are not among them. */
  readonly synchronizationAccounts: number
  /** Holders of administrators' roles of whom it is not known who they are. */
  readonly unclear: readonly string[]
  /** Why nothing is known of this tenant. */
  readonly unknown?: string | undefined
}

/** A finding of an earlier run that this one does not have. */
export interface PastFinding extends Pick<Finding, 'fingerprint' | 'rule' | 'severity' | 'subject' | 'message' | 'exception'> {
  readonly firstSeen: string
  /** When it was seen last. */
  readonly lastSeen: string
}

/** Against an earlier run. Findings that are part of another neither appear nor vanish on their own. */
export interface Changes {
  /** When that run judged. */
  readonly since: string
  /** Fingerprints of open findings that it did not have. */
  readonly fresh: readonly string[]
  /** Its findings that no longer hold: what they were about was read, and judged otherwise or is gone. */
  readonly fixed: readonly PastFinding[]
  /** Its findings about what this run could not read or was not asked: not fixed, and not seen. */
  readonly lost: readonly (PastFinding & { readonly why: string })[]
  /** Findings whose severity is another one than it was. */
  readonly changed: readonly { readonly fingerprint: string; readonly from: Severity; readonly to: Severity }[]
}

/** One run as a point of a trend. */
export interface RunPoint {
  readonly now: string
  /** The score and the version of its formula; absent score: nothing could be judged. */
  readonly overall?: number | undefined
  readonly formula: number
  readonly completeness: number
  /** Open findings by severity, the worst first. */
  readonly open: readonly number[]
}

/** A mishap of the engine itself, or something that the operator wrote and that has no effect. */
export interface Notice {
  readonly kind: 'rule-threw' | 'view-threw' | 'declaration-unmatched' | 'exception-expired' | 'exception-unused'
  readonly message: string
}

/** All verdicts of one evaluation, plain JSON. Its published schema is `docs/assessment.schema.json`. */
export interface Assessment {
  readonly schema: 1
  readonly tool: { readonly name: string; readonly version: string }
  readonly now: string
  readonly asked: readonly Cloud[]
  readonly scopes: readonly ScopeReport[]
  readonly parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly results: readonly RuleResult[]
  readonly score: Score
  readonly gate: GateResult
  readonly exceptions: readonly ExceptionReport[]
  /** What became of the findings of an earlier run; absent: none is known. */
  readonly changes?: Changes | undefined
  /** Earlier runs, the oldest first; absent: none is known. */
  readonly trend?: readonly RunPoint[] | undefined
  readonly exhibits: readonly Exhibit[]
  readonly notices: readonly Notice[]
}

/** What a reporter makes: files, as streams of text. */
export type Reporter = (assessment: Assessment) => Iterable<{ readonly name: string; readonly text: Iterable<string> }>
