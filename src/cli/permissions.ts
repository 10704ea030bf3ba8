import { managementPolicy, memberPolicy, ROLE_NAME } from '../grants/aws-policies.ts'
import { cloudFormation } from '../grants/cloudformation.ts'
import { graphBicep, graphScript } from '../grants/graph.ts'
import { type Needed, needed } from '../grants/needed.ts'
import { terraformAws, terraformEntra } from '../grants/terraform.ts'
import { ExitError, exitCodes } from './exit-codes.ts'

type Cloud = 'aws' | 'entra'

const json = (what: Needed, cloud: Cloud | undefined): string => {
  const aws = { member: memberPolicy(what), management: managementPolicy(what, `arn:aws:iam::*:role/${ROLE_NAME}`) }
  const entra = { resource: 'Microsoft Graph', applicationPermissions: what.graph }
  const of = { ...(cloud === 'entra' ? {} : { aws }), ...(cloud === 'aws' ? {} : { entra }) }
  return `${JSON.stringify(of, undefined, 2)}\n`
}

const terraform = (what: Needed, cloud: Cloud | undefined): string =>
  [...(cloud === 'entra' ? [] : [terraformAws(what)]), ...(cloud === 'aws' ? [] : [terraformEntra(what)])].join('\n')

/** What can be printed, and for which cloud alone. */
const formats: Readonly<Record<string, { readonly only?: Cloud; readonly print: (what: Needed, cloud: Cloud | undefined) => string }>> = {
  json: { print: json },
  terraform: { print: terraform },
  cloudformation: { only: 'aws', print: cloudFormation },
  bicep: { only: 'entra', print: graphBicep },
  graph: { only: 'entra', print: graphScript },
}

/** `postern permissions print`: the least that a whole scan must be granted, as something to apply. */
export const printPermissions = ({ format, cloud }: { readonly format: string; readonly cloud?: Cloud }): void => {
  const chosen = formats[format]
  if (chosen === undefined) throw new ExitError(exitCodes.usage, `no format is called ${format}`)
  if (chosen.only !== undefined && cloud !== undefined && cloud !== chosen.only)
    throw new ExitError(exitCodes.usage, `${format} is for ${chosen.only}, not for ${cloud}`)
  process.stdout.write(chosen.print(needed(), cloud))
}
