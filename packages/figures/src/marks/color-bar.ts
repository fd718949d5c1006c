import { formatNumber } from '@mitoscope/analysis/format'
import { axisY, rect, ruleY } from '@observablehq/plot'
import type { Panel } from '../frame/drawing.ts'
import { INK } from '../style/palette.ts'
import type { ColorSteps } from './color-steps.ts'

const TICKS = 5

/** Returns the colour bar of a heat map, with a line at a value to compare with. */
export function colorBar(steps: ColorSteps, label: string, mark?: number): Panel {
  const { low, high, colors, clamped } = steps
  const at = (step: number, count: number) => low + ((high - low) * step) / count
  const ticks = Array.from({ length: TICKS }, (_, i) => at(i, TICKS - 1))
  const tickFormat = (tick: number) => {
    const beyond = !clamped ? '' : tick === high ? '≥ ' : tick === low && low < 0 ? '≤ ' : ''
    return beyond + formatNumber(tick)
  }
  const bars = colors.map((color, i) => ({ color, y1: at(i, colors.length), y2: at(i + 1, colors.length) }))
  return {
    share: 0.26,
    options: () => ({
      marginLeft: 30,
      marginRight: 96,
      marginBottom: 50,
      x: { domain: [0, 1], axis: null },
      y: { domain: [low, high], axis: null },
      marks: [
        rect(bars, {
          x1: 0,
          x2: 1,
          y1: 'y1',
          y2: 'y2',
          fill: 'color',
          shapeRendering: 'crispEdges',
          className: 'color-bar',
        }),
        axisY({
          anchor: 'right',
          ticks,
          tickFormat,
          tickSize: 4,
          label,
          labelAnchor: 'center',
          labelArrow: 'none',
          labelOffset: 62,
        }),
        ...(mark !== undefined && mark <= high
          ? [ruleY([mark], { stroke: INK, strokeWidth: 1.5, strokeDasharray: '3 2', className: 'floor' })]
          : []),
      ],
    }),
  }
}
