import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const row = z.object({
  ...rowFields,
  /** Whether this scan let anything in, by whichever entry of the config. Not whether all of it could be read: the account's gaps say that. */
  entered: z.boolean(),
  /** Whether the config leaves it out on purpose: by `exclude`, or by an `include` that does not name it or a unit above it. */
  excluded: z.boolean(),
  /** Whether the config asks for it. False where it is excluded, and where the config has no `organization`, so that only the account of the credentials is asked for. */
  asked: z.boolean(),
  /** For people: how it was entered, or why it was not. */
  reason: z.string().min(1),
})
export type AccountEntry = z.infer<typeof row>
/**
 * What a scan did about each account of an organization, one row an account that the organization lists, suspended ones too; `id` is the account number.
 * An account that was asked for, is ACTIVE and is not entered has `denied` or another gap in each of its own tables as well.
 */
export const accountEntries = defineDataset<AccountEntry>({
  name: 'account-entries',
  per: 'aws-organization',
  permissions: ['organizations:ListRoots', 'organizations:ListOrganizationalUnitsForParent', 'organizations:ListAccountsForParent', 'sts:AssumeRole'],
  readable: 'either',
  row,
})
