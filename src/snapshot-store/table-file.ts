import { finished } from 'node:stream/promises'
import { createZstdCompress, zstdCompressSync } from 'node:zlib'
import { longestLine } from './json-lines.ts'
import { openTemporary, type TemporaryFile } from './temporary-file.ts'
import { frameOptions } from './zstd-frames.ts'

/** Rows are gathered to about a megabyte of text before they are compressed. */
const blockLength = 1024 * 1024

/**
 * Text in one frame. Readers hold a frame whole, so it must end some time; but not soon, for some decoders (Node's own among them) take the
 * first frame for the file: tables of usual size are one frame.
 */
const frameLength = 32 * 1024 * 1024

/**
 * A whole frame of a small table at once. Told the length, Zstandard takes memory for no more: otherwise it takes nearly 4 MB for each table that is
 * written just then.
 */
const frameOf = (text: Buffer): Buffer => zstdCompressSync(text, { ...frameOptions, pledgedSrcSize: text.length })

/** One frame while it is compressed: each step gives the bytes that are ready. */
const openFrame = () => {
  const stream = createZstdCompress(frameOptions)
  const ready: Buffer[] = []
  stream.on('data', (bytes: Buffer) => ready.push(bytes))
  const ended = finished(stream)
  // Destroyed before its end, on purpose or not: whoever waits for it is told, nobody else.
  ended.catch(() => {})
  return {
    add: async (bytes: Buffer): Promise<readonly Buffer[]> => {
      await new Promise<void>((added, failed) => stream.write(bytes, error => (error ? failed(error) : added())))
      return ready.splice(0)
    },
    end: async (): Promise<readonly Buffer[]> => {
      stream.end()
      await ended
      return ready.splice(0)
    },
    destroy: () => stream.destroy(),
  }
}

/** The file of one table: rows as newline-delimited JSON in Zstandard frames. Rejects with errors of the file system. */
export interface TableFile {
  /** False: the row is longer than a line may be, and was not added. Await it before the next. */
  append(row: unknown): Promise<boolean>
  close(): Promise<number>
  discard(): Promise<void>
}

/** `place` is asked when the first bytes are written: until then the table is only memory, however many are open. */
export const openTableFile = (place: () => Promise<string>): TableFile => {
  let file: TemporaryFile | undefined
  let frame: ReturnType<typeof openFrame> | undefined
  let framed = 0
  let lines: string[] = []
  let length = 0
  let rows = 0

  const write = async (chunks: readonly Buffer[]): Promise<TemporaryFile> => {
    file ??= await openTemporary(await place())
    for (const chunk of chunks) await file.write(chunk)
    return file
  }

  const take = (): Buffer => {
    const text = Buffer.from(lines.join(''))
    lines = []
    length = 0
    return text
  }

  const compress = async (): Promise<void> => {
    const text = take()
    framed += text.length
    frame ??= openFrame()
    await write(await frame.add(text))
  }

  const endFrame = async (): Promise<TemporaryFile> => {
    frame ??= openFrame()
    const whole = await write(await frame.end())
    frame = undefined
    framed = 0
    return whole
  }

  const discard = async (): Promise<void> => {
    frame?.destroy()
    await file?.discard()
  }

  return {
    async append(row) {
      const line = `${JSON.stringify(row)}\n`
      // A character takes at most three bytes of UTF-8, so most lines need no counting.
      if (line.length * 3 > longestLine && Buffer.byteLength(line) > longestLine) return false
      lines.push(line)
      length += line.length
      rows += 1
      if (length >= blockLength) await compress()
      if (framed >= frameLength) await endFrame()
      return true
    },
    async close() {
      try {
        // Most tables of a small account are empty: the manifest says so, and a file would cost more than it tells.
        if (rows === 0) return rows
        if (length > 0 && frame !== undefined) await compress()
        const whole = frame === undefined ? await write(length > 0 ? [frameOf(take())] : []) : await endFrame()
        await whole.commit()
      } catch (error) {
        await discard()
        throw error
      }
      return rows
    },
    discard,
  }
}
