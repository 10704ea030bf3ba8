import { isComparison } from '../../analysis/iam/demanded-conditions.ts'
import { coversAction, parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import type { IamRole } from '../../datasets/aws/iam.ts'

/** Microsoft's own tenants, from which Defender for Cloud and Sentinel sign in to AWS: the public cloud's and that of the United States government. https://learn.microsoft.com/azure/sentinel/connect-aws-configure-environment */
const issuers: ReadonlySet<string> = new Set(['sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d', 'sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e'])

/** Whether tokens of an issuer are those of Microsoft's services, and so of all their customers. */
export const isOfMicrosoftServices = (provider: string): boolean => issuers.has(provider)

/** The audiences of Sentinel in the two clouds. https://learn.microsoft.com/azure/sentinel/connect-aws-configure-environment */
const SENTINEL = ['api://1462b192-27f7-4cb9-8523-0f4ecb54b47e', 'api://d4230588-5f84-4281-a9c7-2c15194b28f7']

/** By the audience, or where none is told by the name that Sentinel demands of its roles. */
const isOfSentinel = ({ conditions }: Statement, role: string): boolean => {
  const audiences = conditions.filter(condition => condition.key.endsWith(':aud') && isComparison(condition)).flatMap(({ values }) => values)
  return audiences.length === 0 ? role.startsWith('OIDC_') : audiences.every(audience => SENTINEL.includes(audience.toLowerCase()))
}

const DEFENDER = /^microsoftdefenderforclouds_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * The Entra tenants whose Defender for Cloud a role lets in, by the session names that its trust policy demands. Sentinel's name a workspace, which Entra
 * does not know, so that a role of Sentinel, known by its audience and by its name, has none.
 */
export const tenantsOfSessions = ({ name, trustPolicy }: IamRole): readonly string[] => {
  const policy = parsePolicy(trustPolicy)
  if (policy.kind === 'unreadable') return []
  const conditions = policy.statements
    .filter(statement => statement.effect === 'Allow' && coversAction(statement, 'sts:AssumeRoleWithWebIdentity'))
    .filter(statement => !isOfSentinel(statement, name))
    .flatMap(statement => statement.conditions)
  const names = conditions.filter(condition => condition.key === 'sts:rolesessionname' && isComparison(condition)).flatMap(({ values }) => values)
  return [...new Set(names.flatMap(each => DEFENDER.exec(each.toLowerCase())?.[1] ?? []))]
}
