import { h } from './dom.ts'
import { glyph } from './glyphs.ts'
import { createWindowedList, isNarrow, type WindowedList } from './windowed-list.ts'

/** A group that unfolds into its items. Items are numbers that `item` turns into a row. */
export interface Group {
  readonly key: string
  readonly items: readonly number[]
  head(): readonly HTMLElement[]
}

export interface GroupedList extends Pick<WindowedList, 'element' | 'move' | 'focusKey' | 'dispose'> {
  /** `openAll`: unfold what the reader has not folded. */
  show(groups: readonly Group[], openAll: boolean): void
  /** Prints with every group unfolded. */
  printAll(): void
}

export interface ItemKind {
  key(item: number): string
  render(item: number): HTMLElement
}

/** In rem. `flat`: heads of one line; `tall`: with what they count; `tallest`: with two lines of detail. */
const shapes = {
  flat: { wide: { group: 3.25, item: 2.625 }, narrow: { group: 3.5, item: 4.75 } },
  tall: { wide: { group: 4.75, item: 2.625 }, narrow: { group: 9.25, item: 4.75 } },
  tallest: { wide: { group: 5.5, item: 2.625 }, narrow: { group: 9.25, item: 4.75 } },
}

/** Groups and their unfolded items as one windowed list: fast with any number of either. */
export const createGroupedList = (label: string, kind: ItemKind, shape: keyof typeof shapes = 'tall'): GroupedList => {
  const list = createWindowedList(label)
  const folded = new Map<string, boolean>()
  let groups: readonly Group[] = []
  let openAll = false

  let isPrintingAll = false

  const isOpen = (group: Group): boolean => isPrintingAll || (folded.get(group.key) ?? openAll)

  const groupRow = (group: Group): HTMLElement => {
    const toggle = (): void => {
      folded.set(group.key, !isOpen(group))
      draw()
    }
    return h(
      'li',
      { class: `group is-${shape}` },
      h('button', { type: 'button', 'aria-expanded': isOpen(group), on: { click: toggle } }, glyph('chevron'), ...group.head()),
    )
  }

  const draw = (): void => {
    // Two numbers a row: which group, and which of its items (-1: the group itself).
    const rows: (readonly [number, number])[] = []
    groups.forEach((group, at) => {
      rows.push([at, -1])
      if (isOpen(group)) for (let item = 0; item < group.items.length; item++) rows.push([at, item])
    })
    const itemAt = (row: number): number | undefined => {
      const [group, item] = rows[row] ?? [0, -1]
      return item === -1 ? undefined : groups[group]?.items[item]
    }
    const groupAt = (row: number): Group | undefined => groups[rows[row]?.[0] ?? -1]
    const height = shapes[shape][isNarrow() ? 'narrow' : 'wide']
    list.show({
      length: rows.length,
      key(row) {
        const item = itemAt(row)
        return item === undefined ? `group ${groupAt(row)?.key}` : kind.key(item)
      },
      height: row => (itemAt(row) === undefined ? height.group : height.item),
      render(row) {
        const item = itemAt(row)
        const group = groupAt(row)
        return item !== undefined ? kind.render(item) : group === undefined ? h('li') : groupRow(group)
      },
    })
  }

  return {
    element: list.element,
    move: list.move,
    focusKey: list.focusKey,
    dispose: list.dispose,
    show(next, open) {
      groups = next
      openAll = open
      draw()
    },
    printAll() {
      isPrintingAll = true
      draw()
      const end = (): void => {
        isPrintingAll = false
        draw()
      }
      window.addEventListener('afterprint', end, { once: true })
      window.print()
    },
  }
}
