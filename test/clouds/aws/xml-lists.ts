/** A list of a query-protocol answer, cut out of it: `before + members + after` is the answer again. */
export interface XmlList {
  readonly before: string
  readonly members: readonly string[]
  readonly after: string
}

const ends = (xml: string, tag: string, from: number): number => {
  const tags = new RegExp(`<${tag}>|</${tag}>`, 'g')
  tags.lastIndex = from
  for (let depth = 0, match = tags.exec(xml); match; match = tags.exec(xml)) {
    depth += match[0].startsWith('</') ? -1 : 1
    if (depth === 0) return match.index
  }
  throw new Error(`<${tag}> is not closed`)
}

/** Cuts out the first list of this name. Text in these answers is escaped, so a tag is always a tag. Undefined if there is none. */
export const cutList = (xml: string, name: string): XmlList | undefined => {
  const empty = xml.indexOf(`<${name}/>`)
  const open = xml.indexOf(`<${name}>`)
  if (empty !== -1 && (open === -1 || empty < open)) {
    return { before: `${xml.slice(0, empty)}<${name}>`, members: [], after: `</${name}>${xml.slice(empty + name.length + 3)}` }
  }
  if (open === -1) return undefined
  const close = ends(xml, name, open)
  const start = open + name.length + 2
  const members: string[] = []
  for (let at = xml.indexOf('<member>', start); at !== -1 && at < close; ) {
    const end = ends(xml, 'member', at) + '</member>'.length
    members.push(xml.slice(at, end))
    at = xml.indexOf('<member>', end)
  }
  return { before: xml.slice(0, start), members, after: xml.slice(close) }
}

/** The whole answer with other members in the list. */
export const withMembers = (list: XmlList, members: readonly string[]): string => list.before + members.join('') + list.after

/** The inside of the first element of this name. */
export const textOf = (xml: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
