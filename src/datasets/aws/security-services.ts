import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const recorder = z.object({
  ...rowFields,
  /** All types that AWS Config knows; IAM's are among them only where the next field says so. */
  allSupported: z.boolean(),
  includesGlobalTypes: z.boolean(),
  /** e.g. `EXCLUSION_BY_RESOURCE_TYPES`. Absent: not said, so that the other fields tell. */
  strategy: z.string().optional(),
  types: z.array(z.string()),
  excludedTypes: z.array(z.string()),
})
export type ConfigRecorder = z.infer<typeof recorder>
/**
 * The configuration recorders that the account manages itself, at most one a Region; `id` is `<Region>/<name>`.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
 */
export const configRecorders = defineDataset<ConfigRecorder>({
  name: 'config-recorders',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'config:DescribeConfigurationRecorders'],
  readable: 'app',
  row: recorder,
})

const recorderStatus = z.object({ ...rowFields, isRecording: z.boolean(), /** e.g. `FAILURE`. Absent: not said. */ lastStatus: z.string().optional() })
export type ConfigRecorderStatus = z.infer<typeof recorderStatus>
/** Whether those recorders record, asked where there is one; `id` as theirs. */
export const configRecorderStatuses = defineDataset<ConfigRecorderStatus>({
  name: 'config-recorder-statuses',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'config:DescribeConfigurationRecorders', 'config:DescribeConfigurationRecorderStatus'],
  readable: 'app',
  row: recorderStatus,
})

const detector = z.object({ ...rowFields, /** `ENABLED`, or `DISABLED`: suspended. */ status: z.string() })
export type GuardDutyDetector = z.infer<typeof detector>
/**
 * GuardDuty's detectors, at most one a Region; accounts that a delegated administrator or an organization policy enables have one of their own. `id` is the
 * detector's. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html
 */
export const guardDutyDetectors = defineDataset<GuardDutyDetector>({
  name: 'guardduty-detectors',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'guardduty:ListDetectors', 'guardduty:GetDetector'],
  readable: 'app',
  row: detector,
})

const hub = z.object({
  ...rowFields,
  /** `cspm`: the one that AWS calls Security Hub CSPM since 2025; `unified`: the one that came then. */ kind: z.enum(['cspm', 'unified']),
})
export type SecurityHub = z.infer<typeof hub>
/**
 * Where Security Hub is on; `id` is the ARN. The newer kind is asked for only where the older one is off.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html
 */
export const securityHubs = defineDataset<SecurityHub>({
  name: 'security-hubs',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'securityhub:DescribeHub', 'securityhub:DescribeSecurityHubV2'],
  readable: 'app',
  row: hub,
})

const analyzer = z.object({
  ...rowFields,
  /** `ACCOUNT`, `ORGANIZATION`, `ACCOUNT_UNUSED_ACCESS`, `ORGANIZATION_INTERNAL_ACCESS`, ...: open. */
  type: z.string(),
  /** Only `ACTIVE` looks. */
  status: z.string(),
})
export type AccessAnalyzer = z.infer<typeof analyzer>
/** Analyzers of IAM Access Analyzer; `id` is the ARN. One of the organization shows only in the account that owns it. */
export const accessAnalyzers = defineDataset<AccessAnalyzer>({
  name: 'access-analyzers',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'access-analyzer:ListAnalyzers'],
  readable: 'app',
  row: analyzer,
})

const finding = z.object({
  ...rowFields,
  analyzer: z.string(),
  /** ARN. Absent: the analyzer could not read it. */
  resource: z.string().optional(),
  resourceType: z.string(),
  resourceOwner: z.string(),
  isPublic: z.boolean().optional(),
  /** Kind and value, e.g. `AWS 999999999999`. */
  principals: z.array(z.string()),
  /** The names of the condition keys; their values may be secrets. */
  conditionKeys: z.array(z.string()),
  createdAt: instant,
  /** Why the analyzer could not tell, e.g. `ACCESS_DENIED`. */
  error: z.string().optional(),
})
export type AccessAnalyzerFinding = z.infer<typeof finding>
/**
 * Active findings of the analyzers for access from outside: neither archived nor resolved. `id` is `<analyzer ARN>#<finding>`, the part of a gap the analyzer.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListFindings.html
 */
export const accessAnalyzerFindings = defineDataset<AccessAnalyzerFinding>({
  name: 'access-analyzer-findings',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'access-analyzer:ListAnalyzers', 'access-analyzer:ListFindings'],
  readable: 'app',
  row: finding,
})
