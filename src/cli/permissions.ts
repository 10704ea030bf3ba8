import { managementPolicy, memberPolicy, ROLE_NAME } from '../grants/aws-policies.ts'
import { azureBicep, azureRole, terraformAzure } from '../grants/azure-role.ts'
import { cloudFormation } from '../grants/cloudformation.ts'
import { graphBicep, graphScript } from '../grants/graph.ts'
import { type Needed, needed } from '../grants/needed.ts'
import { principalVariable, terraformAws, terraformEntra } from '../grants/terraform.ts'
import { ExitError, exitCodes } from './exit-codes.ts'

type Cloud = 'aws' | 'entra' | 'azure'

const json = (what: Needed, cloud: Cloud | undefined): string => {
  const aws = { member: memberPolicy(what), management: managementPolicy(what, `arn:aws:iam::*:role/${ROLE_NAME}`) }
  const entra = { resource: 'Microsoft Graph', applicationPermissions: what.graph }
  const all: Readonly<Record<Cloud, object>> = { aws, entra, azure: azureRole(what) }
  return `${JSON.stringify(cloud === undefined ? all : { [cloud]: all[cloud] }, undefined, 2)}\n`
}

const terraform = (what: Needed, cloud: Cloud | undefined): string => {
  const all: Readonly<Record<Cloud, (what: Needed) => string>> = { aws: terraformAws, entra: terraformEntra, azure: terraformAzure }
  const print = (one: Cloud): string => all[one](what)
  if (cloud === undefined) return (['aws', 'entra', 'azure'] as const).map(print).join('\n')
  // The role is given to the principal that the grants in Entra name.
  return cloud === 'azure' ? `${principalVariable}\n${print(cloud)}` : print(cloud)
}

/** What can be printed, and for which cloud alone. */
const formats: Readonly<Record<string, { readonly only?: readonly Cloud[]; readonly print: (what: Needed, cloud: Cloud | undefined) => string }>> = {
  json: { print: json },
  terraform: { print: terraform },
  cloudformation: { only: ['aws'], print: cloudFormation },
  // Grants in Entra and roles in Azure are deployed at different scopes, so that they are two templates.
  bicep: { only: ['entra', 'azure'], print: (what, cloud) => (cloud === 'azure' ? azureBicep(what) : graphBicep(what)) },
  graph: { only: ['entra'], print: graphScript },
}

/** `postern permissions print`: the least that a whole scan must be granted, as something to apply. */
export const printPermissions = ({ format, cloud }: { readonly format: string; readonly cloud?: Cloud }): void => {
  const chosen = formats[format]
  if (chosen === undefined) throw new ExitError(exitCodes.usage, `no format is called ${format}`)
  if (chosen.only !== undefined && cloud !== undefined && !chosen.only.includes(cloud))
    throw new ExitError(exitCodes.usage, `${format} is for ${chosen.only.join(' and ')}, not for ${cloud}`)
  process.stdout.write(chosen.print(needed(), cloud))
}
