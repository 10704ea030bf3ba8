import { createHash } from 'node:crypto'
import type { SubjectRef } from '../src/assessment.ts'

const LONGEST = 255

/** RFC 3986 leaves more characters alone than every reader of paths does. */
const segment = (text: string): string => {
  const encoded = encodeURIComponent(text.toWellFormed()).replace(/[!'()*~]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return /^\.+$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded
}

/**
 * Where a subject would be if clouds were folders, for tools that only know files: `cloud/aws-account/111122223333/iam-users/AIDAEXAMPLE`. Stable as the subject's id is;
 * relative, percent-encoded and at most 255 characters, for readers refuse schemes and long paths.
 */
export const pseudoPath = ({ scope, kind, id }: SubjectRef): string => {
  const path = ['cloud', ...scope.split('/').map(segment), segment(kind), segment(id)].join('/')
  if (path.length <= LONGEST) return path
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 32)
  return ['cloud', ...scope.split('/').map(segment), segment(kind), digest].join('/').slice(0, LONGEST)
}
