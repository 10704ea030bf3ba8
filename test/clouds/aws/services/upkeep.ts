import type { Invent } from '../answers.ts'
import type { Answer, Value, WireRequest } from '../wire.ts'

type Members = { readonly [member: string]: Value }

const answer = (value: Members): Answer => ({ kind: 'answer', value })

/** Slices by `MaxItems` and `Marker` as every IAM listing does; one operation writes the flag in small letters. */
const listing = (request: WireRequest, name: string, all: readonly Value[], flag = 'IsTruncated'): Answer => {
  const from = Number(request.parameter('Marker') ?? 0)
  const size = Math.min(Number(request.parameter('MaxItems') ?? 100), 1000)
  const isTruncated = from + size < all.length
  return answer({ [name]: all.slice(from, from + size), [flag]: isTruncated, Marker: isTruncated ? String(from + size) : undefined })
}

/** https://docs.aws.amazon.com/accounts/latest/reference/API_GetAlternateContact.html */
const getAlternateContact: Invent = ({ settings }) =>
  settings.upkeep.hasSecurityContact
    ? answer({
        AlternateContact: {
          Name: 'Somebody',
          Title: 'Security',
          EmailAddress: 'security@example.com',
          PhoneNumber: '+1 555 0100',
          AlternateContactType: 'SECURITY',
        },
      })
    : { kind: 'error', status: 404, code: 'ResourceNotFoundException', message: 'No contact of the given type is registered.' }

const listServerCertificates: Invent = ({ account, settings }, request) =>
  listing(
    request,
    'ServerCertificateMetadataList',
    (settings.upkeep.serverCertificates ?? []).map(({ name, expires }, n) => ({
      Path: '/',
      ServerCertificateName: name,
      ServerCertificateId: `ASCAEXAMPLE${String(n).padStart(10, '0')}`,
      Arn: `arn:aws:iam::${account}:server-certificate/${name}`,
      UploadDate: new Date('2024-01-01T00:00:00Z'),
      Expiration: new Date(expires),
    })),
  )

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html */
const getOutboundFederation: Invent = ({ settings: { upkeep } }) =>
  upkeep.outboundIssuer === undefined
    ? { kind: 'error', status: 404, code: 'FeatureDisabled', message: 'Outbound web identity federation is not enabled for this account.' }
    : answer({ IssuerIdentifier: upkeep.outboundIssuer, JwtVendingEnabled: true })

const listDelegationRequests: Invent = ({ settings }, request) =>
  listing(request, 'DelegationRequests', settings.upkeep.delegationRequests ?? [], 'isTruncated')

const listMfaDevices: Invent = ({ settings }, request) =>
  listing(
    request,
    'MFADevices',
    (settings.upkeep.mfaDevices ?? [])
      .filter(({ user }) => user === request.parameter('UserName'))
      .map(({ user, serial }) => ({ UserName: user, SerialNumber: serial, EnableDate: new Date('2024-01-01T00:00:00Z') })),
  )

const getInstanceMetadataDefaults: Invent = ({ settings }, request) => answer({ AccountLevel: settings.upkeep.instanceMetadata?.[request.region] ?? {} })

const projectsHere = ({ settings }: Parameters<Invent>[0], { region }: WireRequest) =>
  (settings.upkeep.buildProjects ?? []).filter(project => project.region === region)

const batchGetProjects: Invent = (world, request) => {
  const asked = request.parameter('names')?.split(',') ?? []
  const projects = projectsHere(world, request).filter(({ name }) => asked.includes(name))
  return answer({
    projects: projects.map(({ region, name, project }) => ({
      name,
      arn: `arn:aws:codebuild:${region}:${world.account}:project/${name}`,
      serviceRole: `arn:aws:iam::${world.account}:role/build`,
      source: { type: 'GITHUB', location: 'https://github.com/example/app' },
      environment: { type: 'LINUX_CONTAINER', image: 'x', computeType: 'BUILD_GENERAL1_SMALL', environmentVariables: [{ name: 'TOKEN', value: 'hidden' }] },
      ...project,
    })),
    projectsNotFound: asked.filter(name => projects.every(project => project.name !== name)),
  })
}

/** What an account says of itself, and its builds; moto knows some of it, without what matters here. */
export const upkeepInvented: readonly (readonly [string, Invent])[] = [
  ['account:GetAlternateContact', getAlternateContact],
  ['codebuild:BatchGetProjects', batchGetProjects],
  ['codebuild:ListProjects', (world, request) => answer({ projects: projectsHere(world, request).map(({ name }) => name) })],
  ['ec2:GetInstanceMetadataDefaults', getInstanceMetadataDefaults],
  ['iam:GetOutboundWebIdentityFederationInfo', getOutboundFederation],
  ['iam:ListDelegationRequests', listDelegationRequests],
  ['iam:ListMFADevices', listMfaDevices],
  ['iam:ListServerCertificates', listServerCertificates],
]
