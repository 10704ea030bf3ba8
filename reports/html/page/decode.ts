import type { Packed } from '../packed.ts'

const decompressed = async (base64: string): Promise<string> => {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  return new Response(stream).text()
}

/** The embedded data, each line compressed by itself; throws where the browser cannot decompress or the file is damaged (the zlib checksums tell). */
export const decode = async (lines: string): Promise<Packed> => {
  const texts = await Promise.all(lines.trim().split('\n').map(decompressed))
  return JSON.parse(texts.join(''))
}
