/** Registered methods that no fake sign-in page can pass on, by the name of their type. https://learn.microsoft.com/graph/api/resources/authenticationmethods-overview */
const phishingResistant: ReadonlySet<string> = new Set(['fido2', 'windowsHelloForBusiness', 'platformCredential', 'x509Certificate'])
/** Methods that a telephone company can give to somebody else. */
const overTheTelephone: ReadonlySet<string> = new Set(['phone'])

export const isPhishingResistant = (method: string): boolean => phishingResistant.has(method)
export const isTelephone = (method: string): boolean => overTheTelephone.has(method)

/** What somebody registered, for people; a password is no method to prove more with. */
export const methodWords = (methods: readonly string[]): string => {
  const more = [...new Set(methods)].filter(method => method !== 'password')
  return more.length === 0 ? 'a password alone' : more.join(', ')
}
