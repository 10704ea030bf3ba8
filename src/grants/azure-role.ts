import type { Needed } from './needed.ts'

/** The name of the role when nobody chooses another: the one the guides write. */
const ROLE_NAME = 'Postern Reader'
const DESCRIPTION = 'Reads who may do what in Azure, and how it is governed. Writes nothing, and reads no data.'

const list = (actions: readonly string[], indent: string, quote: string): string =>
  actions.map(action => `${indent}${quote}${action}${quote}`).join(quote === '"' ? ',\n' : '\n')

/** A custom role as `az role definition create --role-definition` takes it; TENANT_ID, the root management group, is to be filled in. https://learn.microsoft.com/azure/role-based-access-control/custom-roles */
export const azureRole = ({ azure }: Needed) => ({
  Name: ROLE_NAME,
  IsCustom: true,
  Description: DESCRIPTION,
  Actions: azure,
  NotActions: [],
  DataActions: [],
  NotDataActions: [],
  AssignableScopes: ['/providers/Microsoft.Management/managementGroups/TENANT_ID'],
})

/** Bicep that makes the role and gives it to Postern, deployed at the root management group. https://learn.microsoft.com/azure/templates/microsoft.authorization/roledefinitions */
export const azureBicep = ({
  azure,
}: Needed): string => `// az deployment mg create --management-group-id TENANT_ID --location LOCATION --template-file postern-azure.bicep --parameters servicePrincipalId=OBJECT_ID
targetScope = 'managementGroup'

@description('Object id of the service principal that runs Postern')
param servicePrincipalId string

var actions = [
${list(azure, '  ', "'")}
]

resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(managementGroup().id, '${ROLE_NAME}')
  properties: {
    roleName: '${ROLE_NAME}'
    description: '${DESCRIPTION}'
    type: 'CustomRole'
    permissions: [
      {
        actions: actions
        notActions: []
      }
    ]
    assignableScopes: [
      managementGroup().id
    ]
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(managementGroup().id, role.id, servicePrincipalId)
  properties: {
    roleDefinitionId: role.id
    principalId: servicePrincipalId
    principalType: 'ServicePrincipal'
  }
}
`

/** A Terraform configuration that makes the role at the root management group and gives it to Postern, whose variable the grants in Entra declare. */
export const terraformAzure = ({ azure }: Needed): string => `variable "postern_root_management_group_id" {
  description = "Resource id of the root management group: /providers/Microsoft.Management/managementGroups/TENANT_ID"
  type        = string
}

resource "azurerm_role_definition" "postern" {
  name              = "${ROLE_NAME}"
  scope             = var.postern_root_management_group_id
  description       = "${DESCRIPTION}"
  assignable_scopes = [var.postern_root_management_group_id]

  permissions {
    actions = [
${list(azure, '      ', '"')}
    ]
    not_actions = []
  }
}

resource "azurerm_role_assignment" "postern" {
  scope              = var.postern_root_management_group_id
  role_definition_id = azurerm_role_definition.postern.role_definition_resource_id
  principal_id       = var.postern_service_principal_object_id
  principal_type     = "ServicePrincipal"
}
`
