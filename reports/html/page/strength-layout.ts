import { type Flow, kindsInOrder, type PersonKind, type Strength, strengthsInOrder } from './sign-in-strength.ts'

/** A place on one side of the picture, in rem from its top: the slot holds its words, the bar is as thick as its bands. */
export interface Node<K> {
  readonly key: K
  readonly people: number
  readonly flows: readonly Flow[]
  readonly top: number
  readonly height: number
  readonly bar: { readonly top: number; readonly height: number }
}

export interface Band {
  readonly kind: PersonKind
  readonly strength: Strength
  readonly left: number
  readonly right: number
  readonly thickness: number
}

export interface Layout {
  readonly height: number
  readonly kinds: readonly Node<PersonKind>[]
  readonly strengths: readonly Node<Strength>[]
  readonly bands: readonly Band[]
}

/** All bands together, where none is too thin. */
const THICKNESS = 9
/** One person among thousands is still seen. */
const THINNEST = 0.2
const GAP = 0.6

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Flows that go the same way are one band. */
const merged = (flows: readonly Flow[]): readonly { readonly kind: PersonKind; readonly strength: Strength; readonly people: number }[] =>
  kindsInOrder.flatMap(kind =>
    strengthsInOrder.flatMap(strength => {
      const people = sum(flows.filter(flow => flow.kind === kind && flow.strength === strength).map(flow => flow.people))
      return people === 0 ? [] : [{ kind, strength, people }]
    }),
  )

/** How much room the words of a place need, in rem. */
export interface Words {
  kind(kind: PersonKind): number
  strength(strength: Strength, flows: readonly Flow[]): number
}

/** Where everything of a picture lies. */
export const layOut = (flows: readonly Flow[], words: Words): Layout => {
  const ways = merged(flows)
  const total = sum(ways.map(({ people }) => people))
  const thick = ways.map(way => ({ ...way, thickness: Math.max(THINNEST, total === 0 ? 0 : (way.people / total) * THICKNESS) }))

  const side = <K extends string>(
    keys: readonly K[],
    keyOf: (flow: { kind: PersonKind; strength: Strength }) => string,
    room: (key: K, of: readonly Flow[]) => number,
  ) => {
    let top = 0
    const nodes = keys.flatMap((key): Node<K>[] => {
      const own = thick.filter(way => keyOf(way) === key)
      if (own.length === 0) return []
      const of = kindsInOrder.flatMap(kind => flows.filter(flow => flow.kind === kind && keyOf(flow) === key && flow.people > 0))
      const bar = sum(own.map(({ thickness }) => thickness))
      const height = Math.max(bar, room(key, of))
      const node = { key, people: sum(own.map(({ people }) => people)), flows: of, top, height, bar: { top: top + (height - bar) / 2, height: bar } }
      top += height + GAP
      return [node]
    })
    return { nodes, height: Math.max(0, top - GAP) }
  }
  const left = side(kindsInOrder, ({ kind }) => kind, words.kind)
  const right = side(strengthsInOrder, ({ strength }) => strength, words.strength)
  const height = Math.max(left.height, right.height)

  // The shorter side is spread over the height of the other.
  const spread = <K>({ nodes, height: own }: { nodes: readonly Node<K>[]; height: number }): readonly Node<K>[] => {
    const more = (height - own) / (nodes.length + 1)
    return nodes.map((node, at) => ({ ...node, top: node.top + more * (at + 1), bar: { ...node.bar, top: node.bar.top + more * (at + 1) } }))
  }
  const [kinds, strengths] = [spread(left), spread(right)]
  const leftAt = new Map<string, number>(kinds.map(({ key, bar }) => [key, bar.top]))
  const rightAt = new Map<string, number>(strengths.map(({ key, bar }) => [key, bar.top]))
  const take = (places: Map<string, number>, key: string, thickness: number): number => {
    const at = places.get(key) ?? 0
    places.set(key, at + thickness)
    return at
  }
  const bands = thick.map(({ kind, strength, thickness }) => ({
    kind,
    strength,
    thickness,
    left: take(leftAt, kind, thickness),
    right: take(rightAt, strength, thickness),
  }))
  return { height, kinds, strengths, bands }
}
