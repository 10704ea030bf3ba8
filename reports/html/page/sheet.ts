import { h, hidden, pageLink } from './dom.ts'
import { glyph } from './glyphs.ts'

export interface SheetContent {
  readonly title: string
  /** For what needs the width of the screen. */
  readonly isWide?: boolean | undefined
  /** Above the title: badges. */
  readonly above: readonly (Node | undefined)[]
  readonly body: readonly (Node | undefined)[]
  readonly before?: string | undefined
  readonly after?: string | undefined
  readonly place?: string | undefined
}

export interface Sheet {
  readonly element: HTMLDialogElement
  readonly isOpen: boolean
  open(content: SheetContent): void
  close(): void
  /** The address of the neighbour in the list. */
  neighbour(by: number): string | undefined
}

/** The panel beside the list. A modal `dialog`: the browser keeps the focus inside and gives it back to the row that opened it. */
export const createSheet = (leave: () => void): Sheet => {
  const element = h('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title', on: { cancel: event => cancel(event), click: event => outside(event) } })
  const cancel = (event: Event): void => {
    event.preventDefault()
    leave()
  }
  const outside = (event: MouseEvent): void => {
    if (event.target === element) leave()
  }
  let content: SheetContent | undefined

  const neighbourLink = (hash: string | undefined, name: 'up' | 'down', label: string): HTMLElement =>
    hash === undefined
      ? h('span', { class: 'icon is-off' }, glyph(name))
      : pageLink(hash, { class: 'icon', 'data-neighbour': true, title: label }, glyph(name), hidden(label))

  return {
    element,
    get isOpen() {
      return element.open
    },
    open(next) {
      content = next
      element.classList.toggle('is-wide', next.isWide === true)
      const close = h('button', { type: 'button', class: 'icon', title: 'Close (Esc)', on: { click: leave } }, glyph('close'), hidden('Close'))
      const title = h('h2', { id: 'sheet-title', tabindex: -1 }, next.title)
      const hasNeighbours = next.before !== undefined || next.after !== undefined
      element.replaceChildren(
        h(
          'div',
          { class: 'sheet-bar' },
          h('span', { class: 'place' }, next.place ?? ''),
          hasNeighbours && neighbourLink(next.before, 'up', 'Previous (k)'),
          hasNeighbours && neighbourLink(next.after, 'down', 'Next (j)'),
          close,
        ),
        h('div', { class: 'sheet-body', role: 'group', 'aria-labelledby': 'sheet-title' }, h('p', { class: 'above' }, ...next.above), title, ...next.body),
      )
      if (!element.open) element.showModal()
      element.scrollTop = 0
      title.focus({ preventScroll: true })
    },
    close() {
      content = undefined
      if (element.open) element.close()
    },
    neighbour: by => (by < 0 ? content?.before : content?.after),
  }
}

/** A headed part of a sheet; nothing if it has no content. */
export const section = (title: string, ...content: readonly (Node | undefined)[]): HTMLElement | undefined => {
  const present = content.filter(node => node !== undefined)
  return present.length === 0 ? undefined : h('section', {}, h('h3', {}, title), ...present)
}

/** Names beside their values; entries without a value are left out. */
export const facts = (entries: readonly (readonly [string, Node | string | undefined])[]): HTMLElement | undefined => {
  const present = entries.filter(([, value]) => value !== undefined && value !== '')
  if (present.length === 0) return undefined
  return h(
    'dl',
    { class: 'facts' },
    ...present.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, typeof value === 'string' ? h('bdi', {}, value) : value))),
  )
}
