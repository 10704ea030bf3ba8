import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'

const noSpace = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })

/**
 * A folder on a device of 64 kB: a real one where we may mount it. Elsewhere the file system's answer is given in its place once 64 kB
 * are written.
 */
export const tinyDisk = async (root: string): Promise<string> => {
  const folder = join(root, 'tiny')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    onTestFinished(() => {
      execFileSync('umount', [folder])
    })
  } catch {
    const probe: FileHandle = await open(folder)
    const prototype: { write(this: FileHandle, bytes: Uint8Array, at: number, length: number): Promise<{ bytesWritten: number }> } =
      Object.getPrototypeOf(probe)
    await probe.close()
    const real = prototype.write
    let left = 64 * 1024
    vi.spyOn(prototype, 'write').mockImplementation(async function (this: FileHandle, bytes, at, length) {
      if (left === 0) throw noSpace()
      const { bytesWritten } = await real.call(this, bytes, at, Math.min(length, left))
      left -= bytesWritten
      return { bytesWritten }
    })
    onTestFinished(() => {
      vi.restoreAllMocks()
    })
  }
  return folder
}
