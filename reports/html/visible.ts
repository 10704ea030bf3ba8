/** What moves, hides or reorders text without being seen: controls, format and bidirectional characters, separators, fillers. Joiners are letters' own. */
const unseen = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]--[\t\n\u200c\u200d]]/gv

const named = (character: string): string => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`

/** Text that cannot deceive the eye: every invisible or reordering character is written out as `⟨U+202E⟩`, half surrogates as U+FFFD. */
export const visible = (text: string): string => text.toWellFormed().replace(unseen, named)
