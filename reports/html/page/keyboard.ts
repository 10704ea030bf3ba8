interface Actions {
  readonly search: HTMLInputElement
  help(): void
  step(by: number): void
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('input, select, textarea') !== null

/** `/` searches, `j` and `k` move, `?` helps, Esc leaves the search box. Enter is the button's and link's own. */
export const startKeyboard = ({ search, help, step }: Actions): void => {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.target === search) {
      if (event.key === 'Escape') {
        // Browsers empty a search box on Esc; here it only leaves it, and the filter stays.
        event.preventDefault()
        search.blur()
      }
      if (event.key === 'ArrowDown' || event.key === 'Enter') {
        event.preventDefault()
        search.blur()
        step(1)
      }
      return
    }
    if (isTyping(event.target)) return
    const actions = new Map<string, () => void>([
      ['j', () => step(1)],
      ['k', () => step(-1)],
      ['?', help],
      [
        '/',
        () => {
          if (document.querySelector('dialog[open]') !== null) return
          search.focus()
          search.select()
        },
      ],
    ])
    const action = actions.get(event.key)
    if (action === undefined) return
    event.preventDefault()
    action()
  })
}
