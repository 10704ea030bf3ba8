/** Whether an application is for accounts of other tenants too: https://learn.microsoft.com/graph/api/resources/application#signinaudience-values */
export const isMultiTenant = (signInAudience: string | null): boolean =>
  signInAudience === 'AzureADMultipleOrgs' || signInAudience === 'AzureADandPersonalMicrosoftAccount'
