import type { PolicyDocument } from './policy-document.ts'

/** The same judgement, made once for each document: roles have few trust policies between them, and the same text is the same document. */
export const perDocument = <T>(judge: (policy: PolicyDocument) => T): ((policy: PolicyDocument) => T) => {
  const judged = new WeakMap<PolicyDocument, { readonly value: T }>()
  return policy => {
    const known = judged.get(policy)
    if (known !== undefined) return known.value
    const value = judge(policy)
    judged.set(policy, { value })
    return value
  }
}
