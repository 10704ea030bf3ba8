/** Template ids of the directory roles whose holders a Helpdesk Administrator may reset: https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-reset-passwords */
export const resettableByHelpdesk: ReadonlySet<string> = new Set([
  // Directory Readers, Guest Inviter, Helpdesk Administrator, Message Center Reader
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  // Password Administrator, Reports Reader, User Experience Success Manager, Usage Summary Reports Reader
  '966707d0-3269-4727-9be2-8c3a10f19b9d',
  '4a5d8f65-41da-4de4-8968-e035b65339cf',
  '27460883-1df1-4691-b032-3b79643e5e63',
  '75934031-6c7e-415a-99d7-48dbd49e875e',
])
