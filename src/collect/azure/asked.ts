/** Which subscriptions the configuration asks for. */
export type AskedSubscriptions = 'all' | { readonly include: readonly string[] } | { readonly exclude: readonly string[] }

/** Whether the configuration asks for a subscription. */
export const isAsked = ({ azure: { subscriptions } }: { readonly azure: { readonly subscriptions: AskedSubscriptions } }, id: string): boolean => {
  if (subscriptions === 'all') return true
  const named = (ids: readonly string[]): boolean => ids.some(one => one.toLowerCase() === id)
  return 'include' in subscriptions ? named(subscriptions.include) : !named(subscriptions.exclude)
}
