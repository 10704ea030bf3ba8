import { visible } from '../visible.ts'

export type Child = Node | string | number | undefined | false

export interface Attributes {
  readonly class?: string | undefined
  readonly on?: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void }
  readonly [name: `aria-${string}` | `data-${string}`]: string | number | boolean | undefined
  readonly id?: string | undefined
  readonly role?: string | undefined
  readonly type?: string | undefined
  readonly title?: string | undefined
  readonly for?: string | undefined
  readonly value?: string | undefined
  readonly scope?: string | undefined
  readonly tabindex?: number | undefined
  readonly placeholder?: string | undefined
  readonly disabled?: boolean | undefined
  readonly dir?: string | undefined
}

const withChildren = <E extends Element>(element: E, children: readonly Child[]): E => {
  for (const child of children) {
    if (child === undefined || child === false) continue
    element.append(typeof child === 'object' ? child : visible(String(child)))
  }
  return element
}

/** An element. Text becomes a text node with its invisible characters written out; there is no way to pass markup, an address or a style. */
export const h = <K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  const { on, ...rest } = attributes
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined) element.setAttribute(name, visible(String(value)))
  }
  for (const [event, handle] of Object.entries(on ?? {})) element.addEventListener(event, handle as EventListener)
  return withChildren(element, children)
}

/** A link inside this page; `hash` is made by `route.ts`. */
export const pageLink = (hash: string, attributes: Attributes, ...children: Child[]): HTMLAnchorElement => {
  const anchor = h('a', attributes, ...children)
  anchor.href = hash.startsWith('#') ? hash : '#/'
  return anchor
}

/** A link out of this page, if it is an http or https address; otherwise only its words. */
export const webLink = (title: string, address: string): HTMLElement => {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return h('span', {}, title)
  const anchor = h('a', { class: 'web' }, title)
  anchor.href = url.href
  anchor.target = '_blank'
  anchor.rel = 'noopener noreferrer'
  return anchor
}

const SVG = 'http://www.w3.org/2000/svg'

export const svg = (tag: string, attributes: Readonly<Record<string, string | number>>, ...children: readonly SVGElement[]): SVGElement => {
  const element = document.createElementNS(SVG, tag) as SVGElement
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  element.append(...children)
  return element
}

/** Sets custom properties, through the object model: the policy forbids style attributes. */
export const styled = <E extends HTMLElement>(element: E, properties: Readonly<Record<string, string>>): E => {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value)
  return element
}

/** Text that is read but not seen. */
export const hidden = (text: string): HTMLElement => h('span', { class: 'hidden' }, text)
