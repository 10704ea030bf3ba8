import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { type IamGroup, type IamUser, iamGroups, iamPolicies, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** What Defender for Cloud Apps asks for, by name: reading CloudTrail, and taking public access away from buckets. https://learn.microsoft.com/en-us/defender-cloud-apps/protect-aws */
const CLOUD_APPS = ['cloudtrail:lookupevents', 's3:putbucketacl']

const isForCloudApps = (document: string): boolean => {
  const policy = parsePolicy(document)
  if (policy.kind !== 'policy') return false
  const isNamed = (action: string): boolean =>
    policy.statements.some(
      ({ effect, actions }) =>
        effect === 'Allow' && !actions.not && actions.values.some(value => value.length === action.length && value.toLowerCase() === action),
    )
  return CLOUD_APPS.every(isNamed)
}

/** https://learn.microsoft.com/en-us/entra/identity/saas-apps/amazon-web-service-tutorial */
const ROLE_MANAGER = /^azuread[_-]?rolemanager$/i
const ROLE_POLICY = /^azuread_ssouserrole_policy$/i

/** IAM users made for an integration of Microsoft’s, by ARN, with its name for people: known by the names and permissions that Microsoft’s instructions give them. */
export const microsoftIntegrationUsers = defineView({
  name: 'microsoft-integration-users',
  per: 'aws-account',
  needs: { iamUsers, iamGroups, iamPolicies },
  build({ iamUsers, iamGroups, iamPolicies }): ReadonlyMap<string, string> {
    const managed = new Map([...iamPolicies].filter(({ isAwsManaged }) => !isAwsManaged).map(({ arn, document }) => [arn, isForCloudApps(document)]))
    const groups = new Map([...iamGroups].map(group => [group.name, group]))
    const integrationOf = (holder: IamUser | IamGroup): string | undefined => {
      const isOfRoles = ({ name }: { readonly name: string }): boolean => ROLE_POLICY.test(name)
      if (holder.attachedPolicies.some(isOfRoles) || holder.inlinePolicies.some(isOfRoles)) return 'role provisioning of Microsoft Entra ID'
      const isCloudApps =
        holder.attachedPolicies.some(({ arn }) => managed.get(arn) === true) || holder.inlinePolicies.some(({ document }) => isForCloudApps(document))
      return isCloudApps ? 'Microsoft Defender for Cloud Apps' : undefined
    }
    return new Map(
      [...iamUsers].flatMap((user): readonly (readonly [string, string])[] => {
        if (ROLE_MANAGER.test(user.name)) return [[user.arn, 'role provisioning of Microsoft Entra ID']]
        const holders = [user, ...user.groups.flatMap(name => groups.get(name) ?? [])]
        const integration = holders.map(integrationOf).find(one => one !== undefined)
        return integration === undefined ? [] : [[user.arn, integration]]
      }),
    )
  },
})
