import { z } from 'zod'
import { type Assessment, recommendations, severities } from './assessment.ts'

const severity = z.enum(severities)
const cloud = z.enum(['aws', 'entra', 'azure'])
const scopeKind = z.enum(['aws-organization', 'aws-account', 'entra-tenant', 'azure-hierarchy', 'azure-subscription', 'operator'])
const fingerprint = z.string().regex(/^[0-9a-f]{32}$/)
const count = z.number().int().min(0)

const gap = z.object({
  dataset: z.string(),
  scope: z.string(),
  part: z.string().optional(),
  reason: z.enum(['denied', 'not-licensed', 'throttled', 'invalid', 'failed', 'not-collected', 'out-of-reach']),
  detail: z.string(),
  permission: z.string().optional(),
})

const evidence = z.object({
  label: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  row: z.string().optional(),
})

const step = z.object({ text: z.string(), command: z.string().optional() })

const rule = z.object({
  id: z.string(),
  title: z.string(),
  failureTitle: z.string(),
  cloud: z.enum(['aws', 'entra', 'azure', 'cross']),
  severity,
  upTo: severity,
  recommendation: z.enum(recommendations),
  rationale: z.string(),
  remediation: z.array(step),
  verify: z.array(step),
  frameworks: z.record(z.string(), z.array(z.string())),
  equivalents: z.record(z.string(), z.array(z.string())),
  references: z.array(z.object({ title: z.string(), url: z.string() })),
  supersedes: z.array(z.string()),
  formerly: z.array(z.string()),
})

const subject = z.object({ id: z.string(), name: z.string(), kind: z.string(), scope: z.string(), partOf: z.string().optional() })

const exception = z.object({ rule: z.string(), subject: z.string(), reason: z.string(), owner: z.string(), expires: z.string(), ticket: z.string().optional() })

const exceptionReport = exception.extend({ scope: z.string().optional(), status: z.enum(['in-force', 'expired', 'unused', 'out-of-sight']), findings: count })

const finding = z.object({
  fingerprint,
  rule: z.string(),
  severity,
  subject,
  message: z.string(),
  evidence: z.array(evidence),
  foldedInto: fingerprint.optional(),
  exception: exception.optional(),
  firstSeen: z.string().optional(),
})

const past = finding
  .pick({ fingerprint: true, rule: true, severity: true, subject: true, message: true, exception: true })
  .extend({ firstSeen: z.string(), lastSeen: z.string() })

const changes = z.object({
  since: z.string(),
  fresh: z.array(fingerprint),
  fixed: z.array(past),
  lost: z.array(past.extend({ why: z.string() })),
  changed: z.array(z.object({ fingerprint, from: severity, to: severity })),
})

const runPoint = z.object({
  now: z.string(),
  overall: z.number().min(0).max(100).optional(),
  formula: z.number().int(),
  completeness: z.number().min(0).max(1),
  open: z.array(count).length(severities.length),
})

const result = z.object({
  rule,
  status: z.enum(['pass', 'fail', 'unknown', 'not-applicable']),
  tallies: z.array(z.object({ scope: z.string(), examined: count, passed: count, failed: count, unknown: count })),
  findings: z.array(finding),
  unanswered: z.array(
    z.object({ scope: z.string(), subject: subject.optional(), because: z.union([z.array(gap), z.enum(['threw', 'undecidable'])]), message: z.string() }),
  ),
  why: z.string().optional(),
})

const scopeReport = z.object({
  id: z.string(),
  kind: scopeKind,
  name: z.string(),
  parent: z.string().optional(),
  identity: z.string().optional(),
  tables: z.object({ complete: count, incomplete: count, rows: count }),
  requests: z.array(z.object({ service: z.string(), requests: count, failed: count })),
  gaps: z.array(gap),
  resumed: z.object({ at: z.string(), tables: count }).optional(),
})

/** The shape of `assessment.json`, as published in `docs/assessment.schema.json` and as `postern report` accepts it. */
export const assessmentSchema = z.object({
  schema: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  now: z.string(),
  asked: z.array(cloud),
  scopes: z.array(scopeReport),
  parameters: z.record(z.string(), z.record(z.string(), z.unknown())),
  results: z.array(result),
  score: z.object({
    formula: z.number().int(),
    overall: z.number().min(0).max(100).optional(),
    completeness: z.number().min(0).max(1),
    capped: z.boolean(),
    questions: z.object({ asked: count, answered: count }),
    recommendations: z.array(
      z.object({ recommendation: z.enum(recommendations), score: z.number().min(0).max(100).optional(), passed: count, failed: count, unknown: count }),
    ),
  }),
  gate: z.object({
    failOn: z.string(),
    status: z.enum(['passed', 'failed', 'incomplete', 'off']),
    findings: z.array(fingerprint),
    incomplete: z.array(z.string()),
    why: z.string(),
  }),
  exceptions: z.array(exceptionReport),
  changes: changes.optional(),
  trend: z.array(runPoint).optional(),
  exhibits: z.array(z.object({ id: z.string(), title: z.string(), data: z.unknown() })),
  notices: z.array(
    z.object({ kind: z.enum(['rule-threw', 'view-threw', 'declaration-unmatched', 'exception-expired', 'exception-unused']), message: z.string() }),
  ),
}) satisfies z.ZodType<Assessment>
