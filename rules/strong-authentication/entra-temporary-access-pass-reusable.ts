import { z } from 'zod'
import { methodsPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const inWords = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`)

export default defineRule({
  id: 'entra-temporary-access-pass-reusable',
  title: 'A Temporary Access Pass works once, and not for long',
  failureTitle: 'Temporary Access Pass may be used again',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'A Temporary Access Pass is a password that counts as MFA. It is read out on the phone or sent by mail so that somebody can register a passkey, which takes minutes; one that can be used again, or for days, is one more password for whoever overheard it. Passes of single use are what Microsoft advises unless a person must sign in several times to set things up.',
  remediation: [
    { text: 'Entra admin center, Authentication methods, Temporary Access Pass, Configure: require one-time use, Yes; maximum lifetime, 8 hours or less.' },
    { text: 'Another maximum: parameters, entra-temporary-access-pass-reusable, hours.' },
  ],
  verify: [
    {
      text: 'isUsableOnce is true, and maximumLifetimeInMinutes at most 480.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass' -OutputType PSObject",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-5', 'IA-5(1)'] },
  equivalents: { maester: ['EIDSCA.AT01', 'EIDSCA.AT02'], zta: ['21845', '21846'] },
  references: [
    {
      title: 'Temporary Access Pass',
      url: 'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-temporary-access-pass',
    },
  ],
  parameters: z.object({
    /** Hours that a pass may live at most. */
    hours: z.number().positive().default(8),
  }),
  subjects: methodsPolicies,
  needs: {},
  where: ({ temporaryAccessPass }) => temporaryAccessPass.state === 'enabled',
  check({ id, temporaryAccessPass: { isUsableOnce, maximumLifetimeInMinutes } }, _facts, { parameters: { hours } }) {
    const isLong = maximumLifetimeInMinutes > hours * 60
    if (isUsableOnce && !isLong) return pass()
    const faults = [...(isUsableOnce ? [] : ['may be used again']), ...(isLong ? [`may live ${inWords(maximumLifetimeInMinutes)}`] : [])]
    return fail(`A Temporary Access Pass ${faults.join(' and ')}.`, [
      evidence('One-time use required', isUsableOnce, id),
      evidence('Maximum lifetime', inWords(maximumLifetimeInMinutes)),
    ])
  },
})
