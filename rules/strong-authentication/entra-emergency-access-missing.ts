import { z } from 'zod'
import { type EmergencyAccount, emergencyAccounts } from '../../src/estate/entra/emergency-accounts.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const emergencyFacts = (declared: readonly EmergencyAccount[]) => [
  evidence(
    'Declared emergency access',
    declared.map(({ user }) => user.name),
  ),
  ...declared.flatMap(({ user, faults }) => (faults.length === 0 ? [] : [evidence(`Fault of ${user.name}`, faults, user.id)])),
]

export default defineRule({
  id: 'entra-emergency-access-missing',
  title: 'Two declared emergency access accounts can always get in',
  failureTitle: 'Emergency access missing',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'A policy with a mistake in it, an identity provider that is down, or an approver who left locks every administrator out, and with them everybody who has to react. An emergency account is cloud-only, on the tenant’s onmicrosoft.com domain, enabled, permanently Global Administrator, and kept out by no policy: neither blocked, nor let in only with a managed device, a managed app or another service, which may be what is broken. Which accounts are meant is known only from the configuration (declared, as: emergency-access): an account that is left out of a policy is otherwise a hole. Other rules leave declared accounts out, so a declared one that is a guest, synchronized or disabled is told even where enough others are in order, and so are more declared accounts than a few. Policies about device code and other flows are no matter here.',
  remediation: [
    { text: 'Create two cloud-only accounts on the onmicrosoft.com domain, register a passkey for each, and keep the passkeys in two places.' },
    {
      text: 'Make them Global Administrator permanently.',
      command:
        'Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments\' -Body \'{"principalId":"USER_ID","roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10","directoryScopeId":"/"}\'',
    },
    {
      text: 'Exclude them from every Conditional Access policy that blocks or asks for a device, an app or a custom control, and declare them in the configuration (declared, as: emergency-access).',
    },
    { text: 'Alert on every sign-in by them, and try them out twice a year.' },
  ],
  verify: [{ text: 'Scan again: the declared accounts have no fault.' }],
  frameworks: { 'cis-m365@7.0': ['1.1.2'], 'mcsb@2': ['PA-5'], 'nist-800-53@r5': ['AC-2', 'CP-2'] },
  equivalents: { prowler: ['entra_emergency_access_exclusion'], maester: ['MT.1005', 'MT.1034'], zta: ['21835'] },
  references: [
    {
      title: 'Emergency access accounts',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    },
    {
      title: 'User exclusions',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength#user-exclusions',
    },
  ],
  parameters: z.object({
    accounts: z.number().int().positive().default(2),
    /** Declared accounts that may be, whatever they hold: each is left out of other rules. */
    maximum: z.number().int().positive().default(4),
  }),
  subjects: entraTenants,
  needs: { emergencyAccounts },
  check(_tenant, { emergencyAccounts: { declared, fit } }, { parameters: { accounts, maximum } }) {
    const sound = declared.filter(({ faults, doubts }) => faults.length + doubts.length === 0)
    const open = declared.filter(({ faults, doubts }) => faults.length === 0 && doubts.length > 0)
    const faulty = declared.filter(({ faults }) => faults.length > 0)
    const needed = accounts - sound.length
    if (needed <= 0) {
      const unfit = declared.filter(account => account.unfit.length > 0)
      const facts = emergencyFacts(declared)
      if (declared.length > maximum) return fail(`${declared.length} accounts are declared emergency access; at most ${maximum} should be.`, facts, 'medium')
      if (unfit.length > 0)
        return fail(`Declared emergency access, and none: ${unfit.map(each => `${each.user.name} ${each.unfit.join(' and ')}`).join('; ')}.`, facts, 'medium')
      return pass()
    }
    if (open.length >= needed) return unknown(open.map(({ user, doubts }) => `${user.name} ${doubts.join(' and ')}.`).join(' '))
    const words = faulty.map(({ user, faults }) => `${user.name} ${faults.join(' and ')}`)
    const count = `${sound.length + open.length} of ${accounts} emergency access accounts ${sound.length + open.length === 1 ? 'is' : 'are'} in order`
    const why = declared.length === 0 ? 'no user of the tenant is declared one' : faulty.length === 0 ? `only ${declared.length} declared` : words.join('; ')
    return fail(`${count}: ${why}.`, [
      ...emergencyFacts(declared),
      ...open.map(({ user, doubts }) => evidence(`Doubt about ${user.name}`, doubts, user.id)),
      ...(fit.length === 0
        ? []
        : [
            evidence(
              `If these were declared emergency access, ${fit.length >= needed ? 'it would hold' : `${needed - fit.length} would still be missing`}`,
              fit.map(({ name }) => name),
            ),
          ]),
    ])
  },
})
