import { describeDirectory } from '../../src/analysis/directory-kinds.ts'
import { directories } from '../../src/datasets/aws/directories.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const broken = new Set(['Failed', 'Impaired', 'Inoperable', 'RestoreFailed'])
const going = new Set(['Deleted', 'Deleting'])

export default defineRule({
  id: 'aws-ad-connector-stale',
  title: 'Each AD Connector reaches its domain',
  failureTitle: 'AD Connector that does not work',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'An AD Connector that does not reach its domain lets nobody in, and keeps the password of its service account, which then nobody changes: it is forgotten, or its account is locked.',
  remediation: [
    {
      text: 'Read why, and mend it: mostly the service account’s password or a route to the domain controllers.',
      command: 'aws ds describe-directories --directory-ids DIRECTORY',
    },
    { text: 'Give it the service account’s new password in the console, under Networking details; there is no command for it.' },
    { text: 'Delete it where nothing uses it any more.', command: 'aws ds delete-directory --directory-id DIRECTORY' },
  ],
  verify: [
    { text: 'The stage is Active.', command: "aws ds describe-directories --directory-ids DIRECTORY --query 'DirectoryDescriptions[].[Stage,StageReason]'" },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'CM-8'], 'mcsb@2': ['IM-2'] },
  equivalents: {},
  references: [
    { title: 'Directory status', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ad_connector_directory_status.html' },
    { title: 'Troubleshooting AD Connector', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ad_connector_troubleshooting.html' },
  ],
  subjects: directories,
  needs: {},
  where: ({ kind, stage }) => kind === 'ADConnector' && !going.has(stage),
  check(directory) {
    const { id, stage, stageReason } = directory
    if (stage === 'Active') return pass()
    if (!broken.has(stage)) return unknown(`Whether ${describeDirectory(directory)} works is not known: it is ${stage}.`)
    return fail(`${describeDirectory(directory)} is ${stage}.`, [evidence('Stage', stage, id), evidence('Reason', stageReason ?? 'not said', id)])
  },
})
