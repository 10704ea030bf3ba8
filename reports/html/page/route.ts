const views = ['overview', 'findings', 'paths', 'changes', 'unanswered', 'rules', 'compliance', 'scan'] as const
export type View = (typeof views)[number]

type SheetKind = 'finding' | 'path' | 'question' | 'rule' | 'scope' | 'help'

export interface Route {
  readonly view: View
  readonly query: string
  readonly sheet?: { readonly kind: SheetKind; readonly id: string } | undefined
  /** The address meant nothing: the overview is shown, and says so. */
  readonly isLost?: boolean | undefined
}

const sheets = [
  { kind: 'finding', letter: 'f', view: 'findings' },
  { kind: 'path', letter: 'p', view: 'paths' },
  { kind: 'question', letter: 'u', view: 'unanswered' },
  { kind: 'rule', letter: 'r', view: 'rules' },
  { kind: 'scope', letter: 's', view: 'scan' },
] as const satisfies readonly { kind: SheetKind; letter: string; view: View }[]

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Reads `#/findings?q=...`, `#/f/<fingerprint>`; anything else is the overview. */
export const parseRoute = (hash: string): Route => {
  const [path = '', parameters = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const query = new URLSearchParams(parameters).get('q') ?? ''
  const slash = path.indexOf('/')
  const head = slash === -1 ? path : path.slice(0, slash)
  const rest = slash === -1 ? '' : decoded(path.slice(slash + 1))
  if (path === '') return { view: 'overview', query: '' }
  const view = views.find(name => name === head)
  if (view !== undefined && rest === '') return { view, query: view === 'overview' ? '' : query }
  const sheet = sheets.find(entry => entry.letter === head)
  if (sheet !== undefined && rest !== '') return { view: sheet.view, query, sheet: { kind: sheet.kind, id: rest } }
  return { view: 'overview', query: '', isLost: true }
}

const withQuery = (path: string, query: string): string =>
  query === '' ? path : `${path}?q=${encodeURIComponent(query.toWellFormed()).replaceAll('%20', '+').replaceAll('%3A', ':').replaceAll('%2C', ',')}`

export const viewHash = (view: View, query = ''): string => (view === 'overview' ? '#/' : withQuery(`#/${view}`, query))

/** The address of a sheet above the list that it was opened from. */
export const sheetHash = (kind: 'finding' | 'path' | 'question' | 'rule' | 'scope', id: string | number, query = ''): string => {
  const letter = sheets.find(sheet => sheet.kind === kind)?.letter ?? ''
  return withQuery(`#/${letter}/${encodeURIComponent(String(id).toWellFormed())}`, query)
}
