/** Kinds of client software, as Conditional Access tells them apart. https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#client-apps */
export const clientApps = ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'] as const
export type ClientApp = (typeof clientApps)[number]

/** Clients that can show a person a sign-in page. */
export const modernClients: readonly ClientApp[] = ['browser', 'mobileAppsAndDesktopClients']

/** Clients that send the password with every request. */
export const legacyClients: readonly ClientApp[] = ['exchangeActiveSync', 'other']

export const isModern = (client: ClientApp): boolean => modernClients.includes(client)

/** What the policies' `clientAppTypes` select. An empty list is every client; `easSupported` is Exchange ActiveSync on platforms that support it. */
export const selectedClients = (types: readonly string[]): ReadonlySet<ClientApp> => {
  if (types.length === 0 || types.includes('all')) return new Set(clientApps)
  const selected = clientApps.filter(client => types.includes(client))
  return new Set(types.includes('easSupported') ? [...selected, 'exchangeActiveSync'] : selected)
}

const words: Readonly<Record<ClientApp, string>> = {
  browser: 'a browser',
  mobileAppsAndDesktopClients: 'a mobile or desktop app',
  exchangeActiveSync: 'Exchange ActiveSync',
  other: 'another legacy client (IMAP, POP, SMTP, old Office)',
}

/** `a browser or a mobile or desktop app`. */
export const clientWords = (clients: Iterable<ClientApp>): string => [...clients].map(client => words[client]).join(' or ')
