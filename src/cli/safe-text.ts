// Controls, bidirectional overrides, invisible and separator characters: a name may hold them, a terminal must not obey them.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const visible = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}

/**
 * Text from a cloud as one inert line for a terminal or a CI log: what a terminal would obey becomes a visible escape. CI systems read commands where
 * a line starts with `::` (GitHub) or holds `##vso[` or `##[` (Azure Pipelines): their first character is escaped too.
 */
export const safe = (text: string): string =>
  text
    .toWellFormed()
    .replace(unsafe, visible)
    .replace(/^(\s*):(?=:)/, '$1\\x3a')
    .replace(/#(?=#(?:vso)?\[)/g, '\\x23')
