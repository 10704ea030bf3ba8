import { z } from 'zod'
import { type Path, type Problem, problemsOf } from './checked-yaml.ts'

/** What somebody set of a rule's parameters, at `path` of a document, with the defaults of the others; or what is wrong with it. */
export const tunedParameters = (schema: z.ZodType, given: unknown, path: Path): { readonly parameters: unknown } | { readonly problem: Problem } => {
  const [strict, known] = schema instanceof z.ZodObject ? [schema.strict(), Object.keys(schema.shape)] : [schema, []]
  const { success, data, error } = strict.safeParse(given, { reportInput: true })
  if (success) return { parameters: data }
  return { problem: problemsOf(error.issues, () => known, path)[0] ?? { path, message: 'not its parameters' } }
}
