import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const row = z.object({ ...rowFields, userName: z.string(), active: z.boolean(), uploadedAt: instant })
export type SshPublicKey = z.infer<typeof row>
/**
 * SSH keys for CodeCommit, of users whose policies name an action of codecommit that they allow: others cannot use one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html
 */
export const sshPublicKeys = defineDataset<SshPublicKey>({
  name: 'ssh-public-keys',
  per: 'aws-account',
  permissions: ['iam:ListSSHPublicKeys'],
  readable: 'either',
  row,
})
