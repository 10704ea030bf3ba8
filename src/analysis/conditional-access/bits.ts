/** A set of small numbers (policies, regions), as bits. */
export type Bits = Uint32Array

export const bits = (count: number): Bits => new Uint32Array(Math.ceil(count / 32) || 1)

export const add = (set: Bits, index: number): void => {
  set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31))
}

export const has = (set: Bits, index: number): boolean => ((set[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0

export const intersects = (a: Bits, b: Bits): boolean => {
  for (let word = 0; word < a.length; word++) if (((a[word] ?? 0) & (b[word] ?? 0)) !== 0) return true
  return false
}

/** Whether every member of `part` is in `whole`. */
export const contains = (whole: Bits, part: Bits): boolean => {
  for (let word = 0; word < part.length; word++) if (((part[word] ?? 0) & ~(whole[word] ?? 0)) !== 0) return false
  return true
}

/** What is in both; written to `both`, where that is given. */
export const intersection = (a: Bits, b: Bits, both: Bits = new Uint32Array(a.length)): Bits => {
  for (let word = 0; word < a.length; word++) both[word] = (a[word] ?? 0) & (b[word] ?? 0)
  return both
}

/** Adds every member of `more`. */
export const merge = (set: Bits, more: Bits): void => {
  for (let word = 0; word < set.length; word++) set[word] = (set[word] ?? 0) | (more[word] ?? 0)
}

export const isEmpty = (set: Bits): boolean => {
  for (let word = 0; word < set.length; word++) if (set[word] !== 0) return false
  return true
}

/** The lowest number in both sets. */
export const firstInBoth = (a: Bits, b: Bits): number | undefined => {
  for (let word = 0; word < a.length; word++) {
    const both = (a[word] ?? 0) & (b[word] ?? 0)
    if (both !== 0) return (word << 5) + (31 - Math.clz32(both & -both))
  }
  return undefined
}
