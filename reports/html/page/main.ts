import { decode } from './decode.ts'
import { h } from './dom.ts'
import { createModel } from './model.ts'
import { startReport } from './report.ts'

const failed = (why: string): HTMLElement =>
  h(
    'main',
    { class: 'plain', role: 'alert' },
    h('h1', {}, 'This report cannot be shown'),
    h('p', {}, why),
    h('p', {}, 'The same facts are in assessment.json beside this file.'),
  )

const start = async (): Promise<void> => {
  const app = document.getElementById('app')
  const data = document.getElementById('data')
  if (app === null || data === null) return
  if (typeof DecompressionStream === 'undefined') {
    app.replaceChildren(failed('This browser is too old to unpack the data in it.'))
    return
  }
  try {
    const model = createModel(await decode(data.textContent ?? ''))
    data.remove()
    startReport(model, app)
  } catch (error) {
    app.replaceChildren(failed(`The file is damaged or cut short (${error instanceof Error ? error.message : 'no reason given'}).`))
  }
}

void start()
