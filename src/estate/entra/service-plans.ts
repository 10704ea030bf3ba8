/** Plans that hold Microsoft Entra ID P1, as SKUs name them: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
export const premiumPlans: readonly string[] = ['AAD_PREMIUM', 'AAD_PREMIUM_P2']

/** Plans that hold Privileged Identity Management: https://learn.microsoft.com/entra/id-governance/licensing-fundamentals */
export const pimPlans: readonly string[] = ['AAD_PREMIUM_P2', 'Entra_Identity_Governance']

/** The plan that holds Microsoft Entra ID Protection. */
export const identityProtectionPlans: readonly string[] = ['AAD_PREMIUM_P2']

/** The plan that holds lifecycle workflows. */
export const governancePlans: readonly string[] = ['Entra_Identity_Governance']

/** Plans of Microsoft Entra Workload ID Premium. */
export const workloadPlans: readonly string[] = ['AAD_WRKLDID_P1', 'AAD_WRKLDID_P2']
