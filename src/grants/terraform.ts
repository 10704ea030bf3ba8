import { memberPolicy, ROLE_NAME } from './aws-policies.ts'
import type { Needed } from './needed.ts'

const list = (items: readonly string[], indent: string): string => items.map(item => `${indent}${JSON.stringify(item)},`).join('\n')

/** A Terraform configuration of the role in AWS, and with `organizational_unit_ids` of a StackSet for the other accounts. */
export const terraformAws = (needed: Needed): string => `variable "postern_role_name" {
  type    = string
  default = "${ROLE_NAME}"
}

variable "postern_scanner_principal" {
  description = "ARN of the role or user that runs Postern"
  type        = string
}

variable "postern_external_id" {
  description = "External id that Postern sends to the other accounts (aws.organization.externalId), or null"
  type        = string
  default     = null
}

variable "postern_organizational_unit_ids" {
  description = "The root or units whose accounts get the role too; needs trusted access for StackSets"
  type        = list(string)
  default     = []
}

data "aws_partition" "current" {}

locals {
  postern_read_account = [
${list(needed.account, '    ')}
  ]
  postern_read_organization = [
${list(needed.organization, '    ')}
  ]
}

resource "aws_iam_role" "postern" {
  name                 = var.postern_role_name
  description          = "Lets Postern read identity configuration, and change nothing"
  max_session_duration = 3600
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.postern_scanner_principal }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "postern" {
  name = "PosternReadOnly"
  role = aws_iam_role.postern.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "ReadAccount", Effect = "Allow", Action = local.postern_read_account, Resource = "*" },
      { Sid = "ReadOrganization", Effect = "Allow", Action = local.postern_read_organization, Resource = "*" },
      {
        Sid      = "EnterAccounts"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = "arn:\${data.aws_partition.current.partition}:iam::*:role/\${var.postern_role_name}"
      },
    ]
  })
}

resource "aws_cloudformation_stack_set" "postern" {
  count            = length(var.postern_organizational_unit_ids) > 0 ? 1 : 0
  name             = "\${var.postern_role_name}-members"
  permission_model = "SERVICE_MANAGED"
  capabilities     = ["CAPABILITY_NAMED_IAM"]

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  template_body = jsonencode({
    AWSTemplateFormatVersion = "2010-09-09"
    Resources = {
      PosternRole = {
        Type = "AWS::IAM::Role"
        Properties = {
          RoleName           = var.postern_role_name
          MaxSessionDuration = 3600
          AssumeRolePolicyDocument = {
            Version = "2012-10-17"
            Statement = [merge({
              Effect    = "Allow"
              Principal = { AWS = aws_iam_role.postern.arn }
              Action    = "sts:AssumeRole"
              }, var.postern_external_id == null ? {} : {
              Condition = { StringEquals = { "sts:ExternalId" = var.postern_external_id } }
            })]
          }
          Policies = [{
            PolicyName = "PosternReadOnly"
            PolicyDocument = {
              Version   = "${memberPolicy(needed).Version}"
              Statement = [{ Sid = "ReadAccount", Effect = "Allow", Action = local.postern_read_account, Resource = "*" }]
            }
          }]
        }
      }
    }
  })
}

resource "aws_cloudformation_stack_set_instance" "postern" {
  count          = length(var.postern_organizational_unit_ids) > 0 ? 1 : 0
  stack_set_name = aws_cloudformation_stack_set.postern[0].name

  deployment_targets {
    organizational_unit_ids = var.postern_organizational_unit_ids
  }
}
`

/** Who is granted something in Entra and Azure. */
export const principalVariable = `variable "postern_service_principal_object_id" {
  description = "Object id of the service principal that runs Postern"
  type        = string
}
`

/** A Terraform configuration that grants an application what it needs of Microsoft Graph, by name. */
export const terraformEntra = ({ graph }: Needed): string => `${principalVariable}
data "azuread_application_published_app_ids" "well_known" {}

data "azuread_service_principal" "graph" {
  client_id = data.azuread_application_published_app_ids.well_known.result["MicrosoftGraph"]
}

resource "azuread_app_role_assignment" "postern" {
  for_each = toset([
${list(graph, '    ')}
  ])
  app_role_id         = data.azuread_service_principal.graph.app_role_ids[each.value]
  principal_object_id = var.postern_service_principal_object_id
  resource_object_id  = data.azuread_service_principal.graph.object_id
}
`
