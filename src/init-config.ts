/** What a first config is made from. */
export interface InitAnswers {
  readonly aws?: { readonly profile?: string | undefined; readonly role?: string | undefined; readonly externalId?: string | undefined } | undefined
  readonly entra?:
    | {
        readonly tenant: string
        readonly method: 'secret' | 'certificate' | 'workload' | 'managed' | 'cli' | 'default'
        readonly clientId?: string | undefined
        readonly azure: boolean
      }
    | undefined
  readonly emergencyAccess: readonly string[]
}

/** Text as YAML reads it back, whatever it holds. */
const quoted = (text: string): string => JSON.stringify(text)

const awsLines = ({ profile, role, externalId }: NonNullable<InitAnswers['aws']>): string[] => {
  const settings = [
    ...(profile === undefined ? [] : [`  profile: ${quoted(profile)}`]),
    ...(role === undefined
      ? []
      : [
          '  organization:             # every active member account is entered through this role',
          `    role: ${quoted(role)}`,
          ...(externalId === undefined ? [] : [`    externalId: ${quoted(externalId)}`]),
          '    # exclude: ["111122223333", ou-abcd-12345678]',
        ]),
  ]
  return [
    '# What is read of AWS, with the ambient credentials unless a profile is named.',
    '# The least they need: postern permissions print --cloud aws --format cloudformation',
    ...(settings.length === 0 ? ['aws: {}'] : ['aws:', ...settings]),
    '',
  ]
}

/** Settings of each way to sign in, beside the application's id. */
const signIns: Readonly<Record<NonNullable<InitAnswers['entra']>['method'], readonly string[]>> = {
  secret: ['secretEnv: POSTERN_SECRET   # the variable that holds it, never the secret itself'],
  certificate: ['certificateEnv: POSTERN_CERTIFICATE   # the variable that holds a PEM with certificate and key'],
  workload: [],
  managed: [],
  cli: [],
  default: [],
}

const entraLines = ({ tenant, method, clientId, azure }: NonNullable<InitAnswers['entra']>): string[] => [
  '# What is read of Microsoft Entra. The least the application needs: postern permissions print --cloud entra --format graph',
  'entra:',
  `  tenant: ${quoted(tenant)}`,
  '  auth:',
  `    method: ${method}`,
  ...(clientId === undefined ? [] : [`    clientId: ${quoted(clientId)}`]),
  ...signIns[method].map(line => `    ${line}`),
  ...(azure
    ? ['  azure:                    # management groups and subscriptions, with the same identity as Reader', '    subscriptions: all']
    : ['  # azure: { subscriptions: all }   # read Azure Resource Manager, too']),
  '',
]

const declaredLines = (accounts: readonly string[]): string[] =>
  accounts.length === 0
    ? [
        '# Accounts kept for emergencies are honoured by every rule, and always shown:',
        '# declared:',
        '#   - { kind: principal, id: break-glass@contoso.onmicrosoft.com, as: emergency-access, reason: kept in the safe }',
      ]
    : [
        '# Accounts kept for emergencies: honoured by every rule, and always shown.',
        'declared:',
        ...accounts.map(id => `  - { kind: principal, id: ${quoted(id)}, as: emergency-access, reason: kept for emergencies }`),
      ]

/** A first `postern.yaml`: what was answered, and in comments what else there is. */
export const initialConfig = ({ aws, entra, emergencyAccess }: InitAnswers): string =>
  [
    '# Postern reads this file; docs/configuration.md tells all that may be in it.',
    ...(aws === undefined ? [] : awsLines(aws)),
    ...(entra === undefined ? [] : entraLines(entra)),
    ...declaredLines(emergencyAccess),
    '',
    '# Which findings fail a run. With a baseline, new:high fails for what was not there before.',
    'failOn: critical',
    '# exceptions: exceptions.yaml',
    '',
    'output:',
    '  folder: posture',
    '  formats: [json, html]     # markdown, csv, junit, sarif, gitlab, ocsf, compliance',
    '',
  ].join('\n')
