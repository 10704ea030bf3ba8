import { directoryShares } from '../../src/datasets/aws/directories.ts'
import { knownOutsiders } from '../../src/estate/aws/known-outsiders.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const over = new Set(['Deleted', 'Deleting', 'RejectFailed', 'Rejected', 'Rejecting', 'ShareFailed'])

export default defineRule({
  id: 'aws-directory-shared-outside',
  title: 'Directories are shared only with accounts of the organization or declared ones',
  failureTitle: 'Directory shared outside',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'An account with which a directory is shared joins machines to the domain, and reads its people and groups. Shares by AWS Organizations stay inside; one by handshake goes to whoever accepts it. It holds for accounts of an organization of this scan, scanned accounts and those declared.',
  remediation: [
    { text: 'Take the share back.', command: 'aws ds unshare-directory --directory-id DIRECTORY --unshare-target Id=ACCOUNT,Type=ACCOUNT' },
    { text: 'Where it is meant, declare the account in the configuration: kind account, its number, and the reason.' },
  ],
  verify: [{ text: 'The share is gone.', command: 'aws ds describe-shared-directories --owner-directory-id DIRECTORY' }],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-20', 'AC-21'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'Share your directory', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_directory_sharing.html' },
    { title: 'SharedDirectory', url: 'https://docs.aws.amazon.com/directoryservice/latest/devguide/API_SharedDirectory.html' },
  ],
  subjects: directoryShares,
  needs: { knownOutsiders },
  where: ({ status }) => !over.has(status),
  check({ id, name, account, method, status }, { knownOutsiders }) {
    if (method === 'ORGANIZATIONS') return pass()
    const known = knownOutsiders({ kind: 'account', id: account })
    if (known.kind === 'ours' || known.kind === 'declared') return pass()
    if (known.kind === 'undecided')
      return unknown(`Whether account ${account}, with which a directory is shared, is of the organization cannot be told: ${known.unread}.`)
    return fail(`Directory ${name}, which is in no organization of this scan and not declared.`, [
      evidence('Account', account, id),
      evidence('By', method, id),
      evidence('Status', status, id),
    ])
  },
})
