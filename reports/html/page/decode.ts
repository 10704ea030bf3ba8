import type { Packed } from '../packed.ts'

/** The embedded data; throws where the browser cannot decompress or the file is damaged (the zlib checksum tells). */
export const decode = async (base64: string): Promise<Packed> => {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  return JSON.parse(await new Response(stream).text())
}
