import { stringify } from 'yaml'
import { managementPolicy, memberPolicy, type PolicyDocument, ROLE_NAME } from './aws-policies.ts'
import type { Needed } from './needed.ts'

const joined = (...parts: readonly unknown[]) => ({ 'Fn::Join': ['', parts] })

const trust = (externalId: boolean) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: { Ref: 'ScannerPrincipal' } },
      Action: 'sts:AssumeRole',
      ...(externalId
        ? { Condition: { 'Fn::If': ['HasExternalId', { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } }, { Ref: 'AWS::NoValue' }] } }
        : {}),
    },
  ],
})

const role = (policy: PolicyDocument, externalId: boolean) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: { Ref: 'RoleName' },
    Description: 'Lets Postern read identity configuration, and change nothing',
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: trust(externalId),
    Policies: [{ PolicyName: 'PosternReadOnly', PolicyDocument: policy }],
  },
})

const parameters = {
  RoleName: { Type: 'String', Default: ROLE_NAME, Description: 'Name of the role, the same in every account' },
  ScannerPrincipal: { Type: 'String', Description: 'ARN of the role or user that runs Postern' },
}
const externalIdParameter = {
  ExternalId: { Type: 'String', Default: '', Description: 'External id that Postern sends (aws.organization.externalId), or empty' },
}
const hasExternalId = { HasExternalId: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ExternalId' }, ''] }] } }

/** The template of the role in a member account. */
const memberTemplate = (needed: Needed) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'The role that Postern enters in this account',
  Parameters: { ...parameters, ...externalIdParameter },
  Conditions: hasExternalId,
  Resources: { PosternRole: role(memberPolicy(needed), true) },
})

/**
 * A CloudFormation template for the account where the scan begins: the role there, and with `OrganizationalUnits` a service-managed StackSet that makes the
 * role in every account of these units. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
 */
export const cloudFormation = (needed: Needed): string => {
  const roles = joined('arn:', { Ref: 'AWS::Partition' }, ':iam::*:role/', { Ref: 'RoleName' })
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'The role with which Postern reads this account and its organization',
    Parameters: {
      ...parameters,
      ...externalIdParameter,
      OrganizationalUnits: {
        Type: 'CommaDelimitedList',
        Default: '',
        Description: 'Ids of the root or units whose accounts get the role too (r-..., ou-...), or empty; needs trusted access for StackSets',
      },
    },
    Conditions: { HasUnits: { 'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Join': ['', { Ref: 'OrganizationalUnits' }] }, ''] }] } },
    Resources: {
      PosternRole: role(managementPolicy(needed, roles), false),
      PosternMembers: {
        Type: 'AWS::CloudFormation::StackSet',
        Condition: 'HasUnits',
        Properties: {
          StackSetName: joined({ Ref: 'RoleName' }, '-members'),
          PermissionModel: 'SERVICE_MANAGED',
          AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          OperationPreferences: { FailureTolerancePercentage: 100, MaxConcurrentPercentage: 100 },
          Parameters: [
            { ParameterKey: 'RoleName', ParameterValue: { Ref: 'RoleName' } },
            { ParameterKey: 'ScannerPrincipal', ParameterValue: { 'Fn::GetAtt': ['PosternRole', 'Arn'] } },
            { ParameterKey: 'ExternalId', ParameterValue: { Ref: 'ExternalId' } },
          ],
          StackInstancesGroup: [{ Regions: [{ Ref: 'AWS::Region' }], DeploymentTargets: { OrganizationalUnitIds: { Ref: 'OrganizationalUnits' } } }],
          TemplateBody: JSON.stringify(memberTemplate(needed)),
        },
      },
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['PosternRole', 'Arn'] }, Description: 'What `aws.profile` or its role_arn is to lead to' } },
  }
  return stringify(template, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' })
}
