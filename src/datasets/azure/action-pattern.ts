/** Whether a pattern of a role definition means an action: `*` stands for anything, and nobody minds the case. https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format */
export const meansAction = (pattern: string, action: string): boolean => {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const asked = action.toLowerCase()
  const last = rest.pop()
  if (last === undefined) return first === asked
  if (!asked.startsWith(first)) return false
  let at = first.length
  for (const piece of rest) {
    const found = asked.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return asked.endsWith(last) && asked.length - last.length >= at
}
