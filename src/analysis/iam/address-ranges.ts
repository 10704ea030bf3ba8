interface Address {
  readonly bits: 32 | 128
  readonly value: bigint
}

const readV4 = (text: string): Address | undefined => {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every(part => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined
  return { bits: 32, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) }
}

const groupsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))

const readV6 = (text: string): Address | undefined => {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const [front, back] = [groupsOf(head), tail === undefined ? [] : groupsOf(tail)]
  const zeros = 8 - front.length - back.length
  if (tail === undefined ? zeros !== 0 : zeros < 1) return undefined
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back]
  if (!groups.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return { bits: 128, value: groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n) }
}

const read = (text: string): Address | undefined => (text.includes(':') ? readV6(text) : readV4(text))

/** Whether an address lies in a range such as `203.0.113.0/24` or `2001:db8::/32`; one without a length is a single address. What cannot be read is in none. */
export const isInRange = (range: string, address: string): boolean => {
  const [base = '', length] = range.split('/')
  const [network, given] = [read(base), read(address)]
  if (network === undefined || given === undefined || network.bits !== given.bits) return false
  const kept = length === undefined ? network.bits : /^\d{1,3}$/.test(length) ? Number(length) : -1
  if (kept < 0 || kept > network.bits) return false
  const dropped = BigInt(network.bits - kept)
  return network.value >> dropped === given.value >> dropped
}
