import { h } from './dom.ts'
import { glyph } from './glyphs.ts'

/** Where the clipboard is refused (some browsers, for files), the text is selected and copied the old way. */
const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = h('textarea', { class: 'hidden', 'aria-hidden': true })
    area.value = text
    const holder = document.querySelector('dialog[open]') ?? document.body
    const focused = document.activeElement
    holder.append(area)
    area.select()
    const isCopied = document.execCommand('copy')
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
    return isCopied
  }
}

/** A button that copies a text and says that it did. */
export const copyButton = (label: string, text: () => string): HTMLButtonElement => {
  const words = h('span', {}, label)
  const button = h(
    'button',
    {
      type: 'button',
      class: 'copy',
      on: {
        click: () => {
          void copy(text()).then(isCopied => {
            words.textContent = isCopied ? 'Copied' : 'Not copied'
            setTimeout(() => {
              words.textContent = label
            }, 1600)
          })
        },
      },
    },
    glyph('copy'),
    words,
  )
  return button
}
