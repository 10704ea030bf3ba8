import { isUtf8 } from 'node:buffer'

/** A line may be as long as this, in bytes: 16 MB. No row of a cloud comes near it. */
export const longestLine = 16 * 1024 * 1024

const newline = 0x0a
const block = 1024 * 1024

/** Small pieces of a large buffer: a string made of all of it could be longer than strings may be. */
function* pieces(chunks: Iterable<Buffer>): Iterable<Buffer> {
  for (const chunk of chunks) for (let at = 0; at < chunk.length; at += block) yield chunk.subarray(at, at + block)
}

const decode = (bytes: Buffer): string => {
  if (!isUtf8(bytes)) throw new Error('a line is not UTF-8')
  return bytes.toString('utf8')
}

/** Whole lines, many at once, without losing one that spans pieces. */
function* lineBlocks(chunks: Iterable<Buffer>): Iterable<string> {
  let carried: Buffer[] = []
  let carriedBytes = 0
  for (const piece of pieces(chunks)) {
    const [first, end] = [piece.indexOf(newline), piece.lastIndexOf(newline)]
    if (carriedBytes + (end === -1 ? piece.length : first) > longestLine) throw new Error(`a line is longer than ${longestLine} bytes`)
    if (end === -1) {
      carried.push(Buffer.from(piece))
      carriedBytes += piece.length
      continue
    }
    if (carriedBytes === 0) yield decode(piece.subarray(0, end))
    else {
      yield decode(Buffer.concat([...carried, piece.subarray(0, first)]))
      if (first < end) yield decode(piece.subarray(first + 1, end))
    }
    carried = [Buffer.from(piece.subarray(end + 1))]
    carriedBytes = piece.length - end - 1
  }
  if (carriedBytes > 0) yield decode(Buffer.concat(carried))
}

/** The values of newline-delimited JSON, many at once. Throws, naming the line and never what it says, at the first that is not JSON. */
export function* parseJsonLines(chunks: Iterable<Buffer>): Iterable<readonly unknown[]> {
  let number = 0
  for (const text of lineBlocks(chunks)) {
    const values: unknown[] = []
    for (let start = 0; start <= text.length; ) {
      const found = text.indexOf('\n', start)
      const end = found === -1 ? text.length : found
      number += 1
      let value: unknown
      try {
        value = JSON.parse(text.slice(start, end))
      } catch {
        yield values
        throw new Error(`line ${number} is not JSON`)
      }
      values.push(value)
      start = end + 1
    }
    yield values
  }
}
