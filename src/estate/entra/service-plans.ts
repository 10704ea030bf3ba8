/** Plans that hold Microsoft Entra ID P1, as SKUs name them: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
export const premiumPlans: readonly string[] = ['AAD_PREMIUM', 'AAD_PREMIUM_P2']

/** Plans that hold Privileged Identity Management: https://learn.microsoft.com/entra/id-governance/licensing-fundamentals */
export const pimPlans: readonly string[] = ['AAD_PREMIUM_P2', 'Entra_Identity_Governance']
