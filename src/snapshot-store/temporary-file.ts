import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileErrorCode } from './output-error.ts'

/** A file that is being written beside the place where it will stand, and is nothing to anybody until it is put there. */
export interface TemporaryFile {
  /** Writes all of the bytes, after those before. */
  write(bytes: Uint8Array): Promise<void>
  /** Makes the bytes durable and puts the file in its place at once, whatever file or symbolic link stood there. */
  commit(): Promise<void>
  /** Removes it; what stands in its place stays. Never throws. */
  discard(): Promise<void>
}

/** A name in `folder` that nobody else has: hidden, short whatever the target is called, and not to be guessed. */
export const temporaryName = (folder: string): string => join(folder, `.postern-${randomBytes(9).toString('hex')}.tmp`)

/** Makes the names in a folder durable. Systems that cannot open a folder keep them by themselves. */
export const syncFolder = async (folder: string): Promise<void> => {
  let handle: FileHandle
  try {
    handle = await open(folder, constants.O_RDONLY)
  } catch (error) {
    if (fileErrorCode(error) === 'EISDIR' || (fileErrorCode(error) === 'EPERM' && process.platform === 'win32')) return
    throw error
  }
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Opens a temporary file in the folder of `target`, mode 0600, never through a symbolic link. Rejects with the error of the file system.
 * `commit` does not make the name durable: `syncFolder` does, once for many files.
 */
export const openTemporary = async (target: string): Promise<TemporaryFile> => {
  const path = temporaryName(dirname(target))
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600)
  const discard = async (): Promise<void> => {
    await handle.close().catch(() => {})
    await rm(path, { force: true }).catch(() => {})
  }
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten
    },
    async commit() {
      await handle.sync()
      await handle.close()
      await rename(path, target)
    },
    discard,
  }
}
