/**
 * A table that the manifest lists cannot be read in full: its file is missing, cut, not decodable, holds a line that is no JSON, or another
 * number of rows than the manifest says. Thrown while its rows are iterated; the rows before it are good ones, but they are not all.
 * The message is one line and never holds what a row says.
 */
export class SnapshotTableError extends Error {
  readonly dataset: string
  readonly scope: string
  constructor(dataset: string, scope: string, detail: string, cause?: unknown) {
    super(detail, { cause })
    this.name = 'SnapshotTableError'
    this.dataset = dataset
    this.scope = scope
  }
}
