/** Plans that hold Conditional Access App Control: Microsoft Defender for Cloud Apps and Office 365 Cloud App Security. https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
export const cloudAppSecurityPlans: readonly string[] = ['ADALLOM_S_STANDALONE', 'ADALLOM_S_STANDALONE_DOD', 'ADALLOM_S_O365']
