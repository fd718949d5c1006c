import {
  axisX,
  axisY,
  frame,
  gridX,
  gridY,
  type Markish,
  type PlotOptions,
  type ScaleOptions,
} from '@observablehq/plot'
import { textWidth } from './text-width.ts'

const AXIS = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const

type Axis = ScaleOptions & {
  readonly ticks?: number[]
  readonly tickFormat?: (tick: number) => string
}

/** Adds axes with their titles at the middle, and a thin grid. */
export function withAxes({ x, y, marks = [], ...options }: PlotOptions): PlotOptions {
  const behind: Markish[] = []
  const before: Markish[] = []
  const margin = { marginLeft: 40, marginBottom: 42, marginTop: 8, marginRight: 12 }
  // Axes are added as marks, because Plot's logarithmic axes drop labels of ticks that are not near a power of ten.
  if (x && x.axis !== null) {
    const { ticks = [], tickFormat, label, labelOffset = 36 } = x as Axis
    behind.push(gridX(ticks))
    before.push(axisX(ticks, { text: tickFormat, label, labelOffset, ...AXIS }))
    before.push(frame({ anchor: 'bottom' }))
  }
  if (y && y.axis !== null) {
    const { ticks = [], tickFormat = String, label } = y as Axis
    const widest = Math.max(0, ...ticks.map((tick) => textWidth(tickFormat(tick), 11)))
    const { labelOffset = widest + 26 } = y as Axis
    margin.marginLeft = labelOffset + 8
    behind.push(gridY(ticks))
    before.push(axisY(ticks, { text: tickFormat, label, labelOffset, ...AXIS }))
    before.push(frame({ anchor: 'left' }))
  }
  return {
    ...margin,
    ...options,
    x: bare(x),
    y: bare(y),
    marks: [...behind, ...marks, ...before],
  }
}

/** Removes the options of the axis from a scale. */
function bare(scale: PlotOptions['x']): PlotOptions['x'] {
  const { ticks: _ticks, tickFormat: _format, labelOffset: _offset, ...rest } = (scale ?? {}) as Axis
  return { ...rest, axis: null }
}
