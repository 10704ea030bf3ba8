import type { Page } from 'playwright-core'

/** Text that is cut off, or runs out of its row, with nothing (an ellipsis, a scroll bar) to show for it: the text and what cuts it. */
export const silentlyClipped = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`(() => {
    const faults = []
    const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.data.trim() === '' || !node.parentElement.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width === 0) continue
      for (let at = node.parentElement; at !== null && at.id !== 'app'; at = at.parentElement) {
        const style = getComputedStyle(at)
        if (style.clipPath !== 'none' || style.overflowX === 'auto' || style.overflowX === 'scroll') break
        const isClamped = style.webkitLineClamp !== 'none' && style.overflowY === 'hidden'
        const isEllipsis = style.textOverflow === 'ellipsis' && style.overflowX === 'hidden' && ['block', 'inline-block', 'list-item'].includes(style.display)
        if (isClamped || isEllipsis) break
        const isRow = at.matches('.list > li, .panel')
        const edge = at.getBoundingClientRect()
        const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip' || isRow
        const isCut = (cuts(style.overflowX) && (box.right > edge.right + 1 || box.left < edge.left - 1)) || (cuts(style.overflowY) && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1))
        if (isCut) {
          faults.push(node.data.slice(0, 60) + ' in ' + at.tagName.toLowerCase() + '.' + at.className)
          break
        }
      }
    }
    return faults
  })()`)
