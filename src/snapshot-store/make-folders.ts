import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileErrorCode } from './output-error.ts'

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  )

/**
 * Makes a folder and those it lies in, mode 0700, if need be. Rejects with the error of the file system. Node's own way tries without end where a folder
 * exists in which none can be made, such as /proc.
 */
export const makeFolders = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (await isFolder(path)) return
    const parent = dirname(path)
    if (fileErrorCode(error) !== 'ENOENT' || parent === path) throw error
    await makeFolders(parent)
    await mkdir(path, { mode: 0o700 }).catch(async again => {
      if (!(await isFolder(path))) throw again
    })
  }
}
