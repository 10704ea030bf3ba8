import { createHash } from 'node:crypto'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const lowerAlphanumeric = 'abcdefghijklmnopqrstuvwxyz0123456789'
const hex = '0123456789abcdef'

/** Everything that looks random follows from this and a name, so that adding one thing changes no other. */
const SEED = 'contoso-2026'

const bytesOf = (name: string): Buffer => createHash('sha512').update(`${SEED}\n${name}`).digest()

const letters = (alphabet: string, length: number, name: string): string => {
  const bytes = bytesOf(name)
  return Array.from({ length }, (_, index) => alphabet[(bytes[index] ?? 0) % alphabet.length]).join('')
}

/** A whole number from 0 to below `limit`, drawn by name. */
export const draw = (limit: number, name: string): number => bytesOf(name).readUInt32BE(0) % limit

/** One of a list, drawn by name. Throws on an empty list. */
export const drawFrom = <T>(list: readonly T[], name: string): T => {
  const drawn = list[draw(list.length, name)]
  if (drawn === undefined) throw new Error(`nothing to draw ${name} from`)
  return drawn
}

/** A GUID of version 4. */
export const guid = (name: string): string => {
  const digits = letters(hex, 32, `guid ${name}`).split('')
  digits[12] = '4'
  digits[16] = ['8', '9', 'a', 'b'][draw(4, `variant ${name}`)] ?? '8'
  const at = (from: number, to: number) => digits.slice(from, to).join('')
  return `${at(0, 8)}-${at(8, 12)}-${at(12, 16)}-${at(16, 20)}-${at(20, 32)}`
}

/** IAM's unique ids: a prefix of four letters and 17 of base 32. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export const iamId = (prefix: 'AIDA' | 'AGPA' | 'AROA' | 'ANPA', name: string): string => `${prefix}${letters(base32, 17, `${prefix} ${name}`)}`

export const hexId = (length: number, name: string): string => letters(hex, length, `hex ${name}`)

/** The ids of AWS Organizations: `o-`, `r-`, `p-` and the like with small letters and digits behind. */
export const organizationsId = (prefix: string, length: number, name: string): string => `${prefix}${letters(lowerAlphanumeric, length, `${prefix} ${name}`)}`

/** Ids as Microsoft Graph writes those of assignments: base64url without padding. */
export const graphAssignmentId = (name: string): string => bytesOf(`assignment ${name}`).subarray(0, 24).toString('base64url')
