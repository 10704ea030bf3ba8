const causes: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'no space is left on the device'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file would be larger than is allowed'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOTDIR', 'part of the path is not a folder'],
  ['EISDIR', 'a folder is in its place'],
  ['ENOENT', 'the folder does not exist'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ELOOP', 'a symbolic link is in its place'],
  ['EEXIST', 'something else is in its place'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['EIO', 'the device reported an error'],
])

/** The `code` of a failed file operation, e.g. `ENOENT`. Undefined: the error is not about files. */
export const fileErrorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string' ? error.code : undefined

/** Control characters a path may hold would break a one-line message. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}/gu, '?')

/** Output could not be written: exit code 5. The message is one line for people, and names the path. */
export class OutputError extends Error {
  readonly path: string
  constructor(path: string, because: string, cause?: unknown) {
    super(oneLine(`cannot write ${path}: ${because}`), { cause })
    this.name = 'OutputError'
    this.path = path
  }
}

/** The failed file operation in plain words, as an `OutputError`. An error that is not about files is given back as it is. */
export const outputError = (path: string, error: unknown): unknown => {
  const code = fileErrorCode(error)
  return code === undefined ? error : new OutputError(path, causes.get(code) ?? code, error)
}
