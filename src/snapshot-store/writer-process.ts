import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process as another one can look for it. `began` tells it from a later one with its number; absent where the system does not say. */
export interface WriterProcess {
  readonly host: string
  readonly pid: number
  readonly began?: string | undefined
}

/** When a process began, in ticks since the machine did: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, field 22. Its second field may hold anything but ends in the last bracket. */
const beganAt = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

export const thisProcess = (): WriterProcess => {
  const began = beganAt(process.pid)
  return { host: hostname(), pid: process.pid, ...(began === undefined ? {} : { began }) }
}

/** Whether it still runs, as far as this machine can tell: of another machine nothing is known. */
export const stillRuns = ({ host, pid, began }: WriterProcess): boolean => {
  if (host !== hostname() || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return began === undefined || began === beganAt(pid)
}
