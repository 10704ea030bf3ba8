import type { Needed } from './needed.ts'

/** Microsoft Graph's application id, the same in every tenant: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const GRAPH = '00000003-0000-0000-c000-000000000000'

/** A shell script for the Azure CLI that grants an application its permissions, each looked up by name. https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments */
export const graphScript = ({ graph }: Needed): string => `#!/bin/sh
# Grants what Postern reads of Microsoft Graph. Usage: sh grant.sh <object id of the service principal>
set -eu
principal=$1
resource=$(az ad sp show --id ${GRAPH} --query id --output tsv)
for permission in \\
${graph.map(permission => `  ${permission}`).join(' \\\n')}
do
  role=$(az ad sp show --id ${GRAPH} --query "appRoles[?value=='$permission'].id | [0]" --output tsv)
  az rest --method POST --url "https://graph.microsoft.com/v1.0/servicePrincipals/$principal/appRoleAssignments" \\
    --body "{\\"principalId\\":\\"$principal\\",\\"resourceId\\":\\"$resource\\",\\"appRoleId\\":\\"$role\\"}" --output none
  echo "granted $permission"
done
`

/** Bicep with the Microsoft Graph extension: https://learn.microsoft.com/graph/templates/bicep/reference/approleassignedto */
export const graphBicep = ({ graph }: Needed): string => `extension microsoftGraphV1

@description('Object id of the service principal that runs Postern')
param servicePrincipalId string

var permissions = [
${graph.map(permission => `  '${permission}'`).join('\n')}
]

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '${GRAPH}'
}

resource grants 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [for permission in permissions: {
  appRoleId: filter(graph.appRoles, role => role.value == permission)[0].id
  principalId: servicePrincipalId
  resourceId: graph.id
}]
`
