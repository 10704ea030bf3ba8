import type { IdentityPath, PathNode } from '../../../src/assessment.ts'

/** The columns of the picture, in the order in which access passes through them. */
const columns = [
  { title: 'Identity', kinds: ['entra-user', 'entra-guest', 'aws-user', 'service-principal', 'managed-identity', 'token-issuer', 'external'] },
  { title: 'Sign-in', kinds: ['session'] },
  { title: 'Group or Entra role', kinds: ['entra-group', 'entra-role', 'azure-access'] },
  { title: 'Application', kinds: ['entra-application'] },
  { title: 'Identity Center', kinds: ['identity-center-user', 'identity-center-group'] },
  { title: 'Permission set', kinds: ['permission-set'] },
  { title: 'IAM', kinds: ['aws-role'] },
  { title: 'Goal', kinds: ['goal'] },
] as const satisfies readonly { readonly title: string; readonly kinds: readonly string[] }[]

const columnByKind = new Map<string, number>(columns.flatMap(({ kinds }, place) => kinds.map(kind => [kind, place] as const)))
const IAM = columnByKind.get('aws-role') ?? 0
const ENTRA = columnByKind.get('entra-role') ?? 0

/** Sizes of the picture, in its own units: a pixel where it is not scaled. */
export const sizes = { box: 126, height: 80, gap: 88, fall: 58, title: 26, line: 15, stacked: 300, stackedHeight: 54, stackedFall: 46 } as const

export interface Box {
  readonly node: PathNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The name in lines that fit; what does not fit is cut by an ellipsis. */
  readonly lines: readonly string[]
}

/** From the box of the same number to the next. `label` is where its words begin. */
export interface Line {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly label: { readonly x: number; readonly y: number; readonly isBeside: boolean }
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly titles: readonly { readonly title: string; readonly x: number }[]
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Extended_Pictographic}/u
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 1.75 : /\p{Lu}|_/u.test(letter) ? 1.2 : 1), 0)

/** Text in at most so many lines of at most so many letters, broken after spaces and signs where that is possible. */
export const wrapped = (text: string, room: number, most: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  const end = (): void => {
    if (line.trim() !== '') lines.push(line.trim())
    line = ''
  }
  for (const word of text.split(/(?<=[\s\-_@/.:,])|(?<=\p{Ll})(?=\p{Lu})/u)) {
    if (lines.length > most) break
    if (widthOf(line + word.trimEnd()) <= room) {
      line += word
      continue
    }
    end()
    for (const letter of word) {
      if (widthOf(line + letter) > room) end()
      if (lines.length > most) break
      line += letter
    }
  }
  end()
  if (lines.length <= most) return lines
  const last = [...(lines[most - 1] ?? '')]
  while (widthOf(last.join('')) > room - 1) last.pop()
  return [...lines.slice(0, most - 1), `${last.join('')}…`]
}

/** The name in its box: who is signed in stands in the box before. */
const boxName = ({ kind, name }: PathNode, before: PathNode | undefined): string => {
  const prefix = `${before?.name} at `
  return kind === 'session' && name.startsWith(prefix) ? name.slice(prefix.length) : name
}

const nodesOf = ({ from, steps }: IdentityPath): readonly PathNode[] => [from, ...steps.map(({ to }) => to)]

/** The column of each node: an IAM user on the way stands where roles do, a goal on the way where that which it is stands, and what no column is for where the one before stands. */
const columnsOf = (nodes: readonly PathNode[]): readonly number[] => {
  const found: number[] = []
  nodes.forEach(({ kind, scope }, place) => {
    const isOnTheWay = place > 0 && place < nodes.length - 1
    if (isOnTheWay && kind === 'goal') found.push(scope.startsWith('entra-tenant/') ? ENTRA : IAM)
    else found.push(isOnTheWay && kind === 'aws-user' ? IAM : (columnByKind.get(kind) ?? found[place - 1] ?? 0))
  })
  return found
}

/** Left to right in columns; where access does not lead on to the right, the path goes on a row below. */
const inColumns = (nodes: readonly PathNode[]): Picture => {
  const { box, height, gap, fall, title } = sizes
  const placed = columnsOf(nodes)
  const used = [...new Set(placed)].sort((a, b) => a - b)
  const xOf = (column: number): number => used.indexOf(column) * (box + gap)
  let row = 0
  const boxes = nodes.map((node, place): Box => {
    if (place > 0 && (placed[place] ?? 0) <= (placed[place - 1] ?? 0)) row += 1
    return { node, x: xOf(placed[place] ?? 0), y: title + row * (height + fall), width: box, height, lines: wrapped(boxName(node, nodes[place - 1]), 16, 3) }
  })
  const lines = boxes.slice(1).map((to, place): Line => {
    const from = boxes[place] ?? to
    if (from.y === to.y) {
      const y = from.y + height / 2
      return {
        points: [
          [from.x + box, y],
          [to.x, y],
        ],
        label: { x: to.x - gap / 2, y, isBeside: false },
      }
    }
    const [left, right, middle] = [from.x + box / 2, to.x + box / 2, to.y - fall / 2]
    const points: readonly (readonly [number, number])[] =
      left === right
        ? [
            [left, from.y + height],
            [right, to.y],
          ]
        : [
            [left, from.y + height],
            [left, middle],
            [right, middle],
            [right, to.y],
          ]
    // Where the path turns back to the left, the right of its beginning is free.
    return { points, label: { x: left, y: left === right ? middle : from.y + height + 13, isBeside: true } }
  })
  const width = used.length * box + (used.length - 1) * gap
  return {
    width,
    height: title + (row + 1) * height + row * fall,
    titles: used.map(column => ({ title: columns[column]?.title ?? '', x: xOf(column) })),
    boxes,
    lines,
  }
}

/** One below the other, for narrow screens and paper. */
const stacked = (nodes: readonly PathNode[]): Picture => {
  const { stacked: width, stackedHeight: height, stackedFall: fall } = sizes
  const boxes = nodes.map(
    (node, place): Box => ({ node, x: 0, y: place * (height + fall), width, height, lines: wrapped(boxName(node, nodes[place - 1]), 38, 2) }),
  )
  const lines = boxes.slice(1).map(
    ({ y }): Line => ({
      points: [
        [24, y - fall],
        [24, y],
      ],
      label: { x: 24, y: y - fall / 2, isBeside: true },
    }),
  )
  return { width, height: nodes.length * height + (nodes.length - 1) * fall, titles: [], boxes, lines }
}

/** Where everything of a path stands. Pure. */
export const layOutPath = (path: IdentityPath, isNarrow: boolean): Picture => (isNarrow ? stacked : inColumns)(nodesOf(path))
