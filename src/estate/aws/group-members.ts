import { iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** How many IAM users are in each group, by the group's name; a group that is not there has none. */
export const groupMembers = defineView({
  name: 'group-members',
  per: 'aws-account',
  needs: { iamUsers },
  build({ iamUsers }): ReadonlyMap<string, number> {
    const members = new Map<string, number>()
    for (const { groups } of iamUsers) for (const name of groups) members.set(name, (members.get(name) ?? 0) + 1)
    return members
  },
})
