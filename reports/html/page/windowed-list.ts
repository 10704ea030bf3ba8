import { counted } from '../labels.ts'
import { h, styled } from './dom.ts'

/** Rows by number: only those in sight are made. `key` keeps a row's focus when the list changes; heights are in rem. */
interface ListSource {
  readonly length: number
  key(index: number): string
  height(index: number): number
  render(index: number): HTMLElement
}

export interface WindowedList {
  readonly element: HTMLElement
  show(source: ListSource): void
  /** Moves the focus by rows, from the focused one or into the list. */
  move(by: number): void
  focusKey(key: string): void
  dispose(): void
}

const OVERSCAN = 600
const PRINTED = 5_000
const empty: ListSource = { length: 0, key: () => '', height: () => 0, render: () => h('li') }

/** A list of any length in a page that scrolls. Each row holds one button or link, which j, k and Tab reach. */
export const createWindowedList = (label: string): WindowedList => {
  const element = h('ul', { class: 'list', role: 'list', 'aria-label': label })
  let source = empty
  let tops = new Float64Array(1)
  let isPrinting = false
  const rows = new Map<number, HTMLElement>()

  const indexAt = (offset: number): number => {
    let low = 0
    let high = source.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((tops[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return Math.max(0, low)
  }

  const focusedIndex = (): number => {
    for (const [index, row] of rows) if (row.contains(document.activeElement)) return index
    return -1
  }

  const draw = (): void => {
    if (source.length === 0) return
    const offset = -element.getBoundingClientRect().top
    const first = isPrinting ? 0 : indexAt(offset - OVERSCAN)
    const last = isPrinting ? Math.min(source.length, PRINTED) - 1 : indexAt(offset + window.innerHeight + OVERSCAN)
    const focused = focusedIndex()
    for (const [index, row] of rows) {
      if ((index >= first && index <= last) || index === focused) continue
      row.remove()
      rows.delete(index)
    }
    // Inserted in order and never moved: the order of Tab is that of the list, and the focused row keeps its focus.
    let following: Element | null = element.firstElementChild
    for (let index = first; index <= last; index++) {
      while (following !== null && Number(following.getAttribute('data-index')) < index) following = following.nextElementSibling
      const present = rows.get(index)
      if (present !== undefined) {
        following = present.nextElementSibling
        continue
      }
      const row = source.render(index)
      row.setAttribute('data-index', String(index))
      row.setAttribute('aria-posinset', String(index + 1))
      row.setAttribute('aria-setsize', String(source.length))
      styled(row, { '--top': `${tops[index]}px`, '--height': `${(tops[index + 1] ?? 0) - (tops[index] ?? 0)}px` })
      rows.set(index, row)
      element.insertBefore(row, following)
    }
  }

  const focusIndex = (index: number): void => {
    const top = element.getBoundingClientRect().top + (tops[index] ?? 0)
    const bottom = element.getBoundingClientRect().top + (tops[index + 1] ?? 0)
    const head = document.querySelector('.top')?.getBoundingClientRect().bottom ?? 0
    if (top < head + 8) window.scrollBy(0, top - head - 8)
    else if (bottom > window.innerHeight - 8) window.scrollBy(0, bottom - window.innerHeight + 8)
    draw()
    rows.get(index)?.querySelector<HTMLElement>('button, a')?.focus({ preventScroll: true })
  }

  const indexOf = (key: string): number => {
    for (let index = 0; index < source.length; index++) if (source.key(index) === key) return index
    return -1
  }

  const noteUnprinted = (): void => {
    element.querySelector('.unprinted')?.remove()
    if (!isPrinting || source.length <= PRINTED) return
    element.append(h('li', { class: 'unprinted' }, `and ${counted(source.length - PRINTED, 'row')} more on the screen`))
  }

  const show = (next: ListSource): void => {
    const focused = focusedIndex()
    const key = focused === -1 ? undefined : source.key(focused)
    source = next
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    tops = new Float64Array(source.length + 1)
    for (let index = 0; index < source.length; index++) tops[index + 1] = (tops[index] ?? 0) + Math.round(source.height(index) * rem)
    rows.clear()
    element.replaceChildren()
    styled(element, { '--height': `${tops[source.length] ?? 0}px` })
    draw()
    noteUnprinted()
    const index = key === undefined ? -1 : indexOf(key)
    if (index !== -1) focusIndex(index)
  }

  const printing = (is: boolean) => (): void => {
    isPrinting = is
    draw()
    noteUnprinted()
  }
  const beforePrint = printing(true)
  const afterPrint = printing(false)
  const redo = (): void => show(source)
  const narrow = matchMedia('(max-width: 45rem)')
  window.addEventListener('scroll', draw, { passive: true })
  window.addEventListener('resize', draw, { passive: true })
  window.addEventListener('beforeprint', beforePrint)
  window.addEventListener('afterprint', afterPrint)
  narrow.addEventListener('change', redo)

  return {
    element,
    show,
    move(by) {
      if (source.length === 0) return
      const focused = focusedIndex()
      const from = focused === -1 ? indexAt(-element.getBoundingClientRect().top) - (by > 0 ? 1 : 0) : focused
      focusIndex(Math.min(source.length - 1, Math.max(0, from + by)))
    },
    focusKey(key) {
      const index = indexOf(key)
      if (index !== -1) focusIndex(index)
    },
    dispose() {
      window.removeEventListener('scroll', draw)
      window.removeEventListener('resize', draw)
      window.removeEventListener('beforeprint', beforePrint)
      window.removeEventListener('afterprint', afterPrint)
      narrow.removeEventListener('change', redo)
    },
  }
}

/** Whether the page is as narrow as a phone; rows are taller there. */
export const isNarrow = (): boolean => matchMedia('(max-width: 45rem)').matches
