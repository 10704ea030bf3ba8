import { provisioningMappings } from '../../src/datasets/entra/provisioning.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** What Entra draws once for a user and nobody can change: https://learn.microsoft.com/graph/api/resources/user */
const immutable = new Set(['objectid', 'id'])
/** One user at a time has it, but it can be changed, and is free again when the user is gone. */
const unique = new Set(['userprincipalname', 'originaluserprincipalname'])

export default defineRule({
  id: 'entra-aws-provisioning-mutable-key',
  title: 'Provisioning finds people in AWS again by what nobody can change',
  failureTitle: 'People are found again in AWS by an attribute that can be changed',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'Provisioning joins a user of Entra to the user of IAM Identity Center whose matching attribute is the same. Whoever can write that attribute, an administrator of users, a helpdesk, a directory on premises, can make one person the heir of another’s access in AWS; a mail nickname or an employee number need not even be unique. Low for the user principal name, which one user has at a time, yet a successor may be given. The object id is for ever. Who signs in as whom is decided besides by the NameID claim, which AWS compares with the user name: who may change claims or names is as strong. Users are judged, not groups, which AWS knows by their display name.',
  remediation: [
    {
      text: 'Map objectId to externalId and give it matching precedence 1: Entra admin center, Enterprise applications, the application, Provisioning, Attribute mapping.',
    },
    {
      text: 'Let a full cycle run before anything else is changed, so that users who are there get their externalId. Leave userName as it is: it must equal the NameID.',
    },
  ],
  verify: [
    {
      text: 'The attribute mapping with matchingPriority 1 has objectId as source.',
      command:
        "Connect-MgGraph -Scopes Synchronization.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/synchronization/jobs/JOB_ID/schema' -OutputType PSObject).synchronizationRules.objectMappings.attributeMappings | Where-Object matchingPriority -gt 0",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['IA-4', 'AC-2'] },
  equivalents: {},
  references: [
    {
      title: 'Customize attribute mappings of provisioning',
      url: 'https://learn.microsoft.com/entra/identity/app-provisioning/customize-application-attributes',
    },
    {
      title: 'SCIM profile of IAM Identity Center',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/developerguide/what-is-scim.html',
    },
  ],
  subjects: provisioningMappings,
  needs: {},
  where: ({ sourceObject }) => sourceObject.toLowerCase() === 'user',
  check(mapping) {
    const { applicationName, matching } = mapping
    const first = matching[0]
    if (first === undefined || first.sources.length === 0) return unknown(`By which attribute of Entra ${applicationName} finds users again is not told.`)
    if (first.sources.every(source => immutable.has(source.toLowerCase()))) return pass()
    const isUnique = first.sources.every(source => immutable.has(source.toLowerCase()) || unique.has(source.toLowerCase()))
    return fail(
      `${applicationName} finds users again in AWS by ${first.sources.join(' and ')} (${first.target} there), which can be changed${isUnique ? '' : ' and need not be unique'}.`,
      [
        ...matching.map(({ target, sources }, index) => evidence(`Tried ${index + 1}.`, `${sources.join(' and ') || 'a constant'} = ${target}`, mapping.id)),
        evidence('Provisioning job', mapping.partOf),
      ],
      isUnique ? 'low' : 'medium',
    )
  },
})
