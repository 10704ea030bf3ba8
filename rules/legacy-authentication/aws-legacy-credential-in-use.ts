import { z } from 'zod'
import { legacyCredentials, ofNamesake } from '../../src/estate/aws/legacy-credentials.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'aws-legacy-credential-in-use',
  title: 'No IAM user keeps a signing certificate, SSH key or service password for long, and the root user no certificate at all',
  failureTitle: 'Legacy credential in use',
  cloud: 'aws',
  severity: 'medium',
  upTo: 'high',
  recommendation: 'legacy-authentication',
  rationale:
    'Passwords and keys for one service, SSH keys for CodeCommit and X.509 signing certificates are long-lived, know no MFA, and are in no list that people review. A signing certificate of the root user fails at any age, and high: it serves only protocols of the past. SSH keys are looked for with users whose policies allow CodeCommit.',
  remediation: [
    { text: 'For Git over HTTPS use git-remote-codecommit with a role, for other services the signature of a role’s temporary credentials.' },
    {
      text: 'Deactivate the credential, wait until nothing breaks, then delete it.',
      command: 'aws iam update-service-specific-credential --user-name USER --service-specific-credential-id ID --status Inactive',
    },
    { text: 'An SSH key likewise.', command: 'aws iam update-ssh-public-key --user-name USER --ssh-public-key-id ID --status Inactive' },
    { text: 'A signing certificate likewise.', command: 'aws iam update-signing-certificate --user-name USER --certificate-id ID --status Inactive' },
  ],
  verify: [
    { text: 'No service-specific credential is active.', command: 'aws iam list-service-specific-credentials --all-users' },
    { text: 'No SSH key of the user is active.', command: 'aws iam list-ssh-public-keys --user-name USER' },
    { text: 'No signing certificate of the user is active.', command: 'aws iam list-signing-certificates --user-name USER' },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'IA-5'], 'mcsb@2': ['IM-3', 'IM-8'] },
  equivalents: {},
  references: [
    { title: 'Service-specific credentials', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_service-specific-creds.html' },
    { title: 'SSH keys and CodeCommit', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_ssh-keys.html' },
    { title: 'UploadSigningCertificate', url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSigningCertificate.html' },
  ],
  parameters: z.object({
    /** Days a credential of an IAM user may be active; on the last of them it still passes. */
    days: z.number().int().min(0).default(90),
  }),
  subjects: legacyCredentials,
  needs: {},
  check({ kind, words, owner, isRoot, since, expiresAt, row, isOfNamesake }, _, { now, parameters: { days } }) {
    if (kind === 'unread') return unknown(`In account ${owner}, ${words}.`)
    const who = isRoot ? 'The root user' : `IAM user ${owner}`
    if (isRoot) return fail(`${who} has ${words}.`, [evidence('Active signing certificates', words, row), evidence('Since', since ?? 'not said', row)], 'high')
    if (isOfNamesake) return unknown(ofNamesake(owner, words))
    if (since === undefined) return unknown(`How old ${words} of ${owner} is was not said.`)
    const age = Math.floor((now.getTime() - Date.parse(since)) / DAY)
    // What happens while a scan runs may lie a little after its time.
    if (age < -1) return unknown(`By its date, ${owner} got ${words} after this scan: one of the clocks is wrong.`)
    if (age <= days) return pass()
    return fail(`${who} has had ${words} for ${age} days, where ${days} are allowed.`, [
      evidence('Credential', row, row),
      evidence('Since', since, row),
      ...(kind === 'service-credential' ? [evidence('Expires', expiresAt ?? 'never', row)] : []),
    ])
  },
})
