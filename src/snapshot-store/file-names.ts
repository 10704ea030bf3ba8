import { createHash } from 'node:crypto'

/** What a dataset may be called: it is a folder in a snapshot. */
export const datasetName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** What a scope id must look like: a kind, then the cloud's own id. The kind keeps file names from beginning with a dot or being reserved. */
export const scopeId = /^[a-z]+(?:-[a-z]+)*\/./s

/** File systems allow 255 bytes; the ending and a margin are left. */
const longest = 200

/** What stays as it is. Not capitals: on some file systems they are the same as small letters. `@` stands for `/`. */
const plain = /[a-z0-9_.-]/

const digest = (text: string): string => createHash('sha256').update(text, 'utf16le').digest('hex')

/**
 * The file name of a scope, without its ending: one for each id, the same for nobody else on any file system, always inside its folder.
 * Readable for the ids that clouds give (`aws-account/123456789012` is `aws-account@123456789012`); other characters are percent-encoded
 * UTF-8. An id that is too long or not well-formed ends in `~` and its SHA-256.
 */
export const scopeFileName = (id: string): string => {
  const encoded = [...Buffer.from(id, 'utf8')]
    .map(byte => {
      const character = String.fromCharCode(byte)
      if (character === '/') return '@'
      return plain.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`
    })
    .join('')
  if (id.isWellFormed() && encoded.length <= longest) return encoded
  return `${encoded.slice(0, 100)}~${digest(id)}`
}
