import { constants, zstdDecompressSync } from 'node:zlib'

const frameMagic = 0xfd2fb528
const skippableMagic = 0x184d2a50

/** Node's decoder stops after one frame and says nothing of what follows, whole or cut: so frames are told apart here. */
const cut = (): Error => new Error('the compressed file is cut short')

const contentSizeBytes = (descriptor: number): number => {
  const flag = descriptor >> 6
  if (flag === 0) return (descriptor & 0x20) === 0 ? 0 : 1
  return 1 << flag
}

/** Where the frame that begins at `start` ends. Throws when it does not end within the file, or is no frame. */
const endOfFrame = (file: Buffer, start: number): { readonly end: number; readonly skip: boolean } => {
  if (start + 8 > file.length) throw cut()
  const magic = file.readUInt32LE(start)
  if (magic >>> 4 === skippableMagic >>> 4) return { end: start + 8 + file.readUInt32LE(start + 4), skip: true }
  if (magic !== frameMagic) throw new Error('the compressed file is not in Zstandard format')
  const descriptor = file.readUInt8(start + 4)
  const windowBytes = (descriptor & 0x20) === 0 ? 1 : 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  let at = start + 5 + windowBytes + dictionaryBytes + contentSizeBytes(descriptor)
  for (let last = false; !last; ) {
    if (at + 3 > file.length) throw cut()
    const header = file.readUIntLE(at, 3)
    const isRepeatedByte = ((header >> 1) & 3) === 1
    last = (header & 1) === 1
    at += 3 + (isRepeatedByte ? 1 : header >> 3)
  }
  return { end: at + ((descriptor & 4) === 0 ? 0 : 4), skip: false }
}

/**
 * The content of a Zstandard file, frame by frame, so that memory holds one. Throws when anything in the file is not a whole and sound
 * frame, or one frame holds more than `limit` bytes. Format: https://www.rfc-editor.org/rfc/rfc8878#section-3.1
 */
export function* decompressFrames(file: Buffer, limit: number): Iterable<Buffer> {
  if (file.length === 0) throw cut()
  for (let start = 0; start < file.length; ) {
    const { end, skip } = endOfFrame(file, start)
    if (end > file.length) throw cut()
    if (!skip) yield zstdDecompressSync(file.subarray(start, end), { maxOutputLength: limit })
    start = end
  }
}

/** A checksum in each frame, so that a changed byte is found; level 3 is Zstandard's own default. */
export const frameOptions = { params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 3 } }
