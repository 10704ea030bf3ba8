import { z } from 'zod'
import { defineDataset, type Row } from '../../src/dataset.ts'
import { rowFields } from '../../src/datasets/row.ts'
import { defineEstateView, defineView, type Needs } from '../../src/estate/needs.ts'
import { defineRule, fail, pass, type Rule, type Subjects } from '../../src/rule.ts'

const widgetRow = z.object({ ...rowFields, broken: z.boolean(), partOf: z.string().optional() })
export type Widget = z.infer<typeof widgetRow>
/** Made-up datasets: the engine is tested without any real cloud's tables. */
export const widgets = defineDataset<Widget>({ name: 'widgets', per: 'aws-account', permissions: ['test:ListWidgets'], readable: 'either', row: widgetRow })

const ownerRow = z.object({ ...rowFields, widget: z.string() })
export type Owner = z.infer<typeof ownerRow>
export const owners = defineDataset<Owner>({ name: 'owners', per: 'aws-account', permissions: ['test:ListOwners'], readable: 'either', row: ownerRow })

export const ownersByWidget = defineView({
  name: 'owners-by-widget',
  per: 'aws-account',
  needs: { owners },
  build: ({ owners }) => Map.groupBy(owners, ({ widget }) => widget),
})

export const throwingView = defineView({
  name: 'throwing-view',
  per: 'aws-account',
  needs: { owners },
  build: (): number => {
    throw new Error('boom')
  },
})

export const widgetsEverywhere = defineEstateView({
  name: 'widgets-everywhere',
  per: ['aws-account'],
  needs: { widgets },
  distil: ({ widgets }) => widgets.size,
  join: (parts: ReadonlyMap<string, number>) => [...parts.values()].reduce((sum, size) => sum + size, 0),
})

/** Distilled with the help of another: how many of all widgets each account has. */
export const sharesOfWidgets = defineEstateView({
  name: 'shares-of-widgets',
  per: ['aws-account'],
  needs: { widgets, widgetsEverywhere },
  distil: ({ widgets, widgetsEverywhere }) => `${widgets.size} of ${widgetsEverywhere}`,
  join: (parts: ReadonlyMap<string, string>) => [...parts.values()].sort().join(', '),
})

export const infoFor = (id: string) =>
  ({
    id,
    title: 'Widgets work',
    failureTitle: 'Widget is broken',
    cloud: 'aws',
    severity: 'high',
    recommendation: 'federation',
    rationale: 'A broken widget lets people in.',
    remediation: [{ text: 'Mend it.' }],
    verify: [{ text: 'Look at it.' }],
    frameworks: {},
    equivalents: {},
    references: [{ title: 'Widgets', url: 'https://docs.aws.amazon.com/' }],
  }) as const

export const brokenWidget: Rule = defineRule({
  ...infoFor('aws-widget-broken'),
  subjects: widgets,
  needs: { ownersByWidget },
  check: (widget, { ownersByWidget }) =>
    widget.broken
      ? fail(`${widget.name} is broken; ${ownersByWidget.get(widget.id)?.length ?? 0} own it.`, [{ label: 'Broken', value: true, row: widget.id }])
      : pass(),
})

/** A rule over widgets with a check of the test's own. */
export const ruleWith = <N extends Needs>(
  id: string,
  needs: N,
  more: Partial<Omit<Rule<Widget, N>, 'subjects' | 'needs'>> & { subjects?: Subjects<Row> } = {},
): Rule => defineRule({ ...infoFor(id), subjects: widgets, needs, check: () => pass(), ...more } as Rule)
