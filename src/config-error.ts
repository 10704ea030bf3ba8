/** What is wrong with the config, where: one line for a person. Line and column count from 1. */
export class ConfigError extends Error {
  readonly file: string
  readonly line: number | undefined
  readonly column: number | undefined
  constructor(file: string, message: string, at?: { readonly line: number; readonly col: number }) {
    super(at === undefined ? `${file}: ${message}` : `${file}:${at.line}:${at.col}: ${message}`)
    this.name = 'ConfigError'
    this.file = file
    this.line = at?.line
    this.column = at?.col
  }
}
