import { dirname } from 'node:path'
import { outputError } from '../snapshot-store/output-error.ts'
import { openTemporary, syncFolder } from '../snapshot-store/temporary-file.ts'

export { OutputError } from '../snapshot-store/output-error.ts'

/** Larger texts would outlive the work on them in the heap: an assessment of 37 MB left 30 MB of them. */
const bufferLength = 64 * 1024

/** Text in larger pieces, none of which ends between the two halves of one character: each half alone would be lost. */
function* gathered(text: Iterable<string>): Iterable<Buffer> {
  let held = ''
  for (const piece of text) {
    held += piece
    if (held.length < bufferLength) continue
    const last = held.charCodeAt(held.length - 1)
    const end = last >= 0xd800 && last <= 0xdbff ? held.length - 1 : held.length
    yield Buffer.from(held.slice(0, end))
    held = held.slice(end)
  }
  if (held.length > 0) yield Buffer.from(held)
}

/**
 * Writes a text file, mode 0600, whole or not at all: beside its place, made durable, then put in place at once. A file that stood there stays
 * until then; a symbolic link is replaced, never followed. Rejects with `OutputError` (exit 5) when the disk does not take it, and with
 * whatever `text` throws; either way nothing is left behind.
 */
export const writeFileAtomically = async (path: string, text: Iterable<string>): Promise<void> => {
  try {
    const file = await openTemporary(path)
    try {
      for (const bytes of gathered(text)) await file.write(bytes)
      await file.commit()
    } catch (error) {
      await file.discard()
      throw error
    }
    await syncFolder(dirname(path))
  } catch (error) {
    throw outputError(path, error)
  }
}
