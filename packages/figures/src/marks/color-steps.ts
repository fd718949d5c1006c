import { formatNumber } from '@mitoscope/analysis/format'
import { axisY, rect, ruleY } from '@observablehq/plot'
import type { Panel } from '../frame/drawing.ts'
import { INK } from '../style/palette.ts'

/** Colours for values between two ends, in equal steps. */
export interface ColorSteps {
  readonly low: number
  readonly high: number
  readonly colors: readonly string[]
  readonly colorOf: (value: number) => string
  /** True if some values are beyond the ends. */
  readonly clamped: boolean
}

/**
 * Returns steps that end at a round number. `share` of the values are within the ends, so that one outlier does not
 * hide the differences of the others.
 */
export function colorSteps(
  values: readonly number[],
  colors: readonly string[],
  { signed = false, share = 1 } = {},
): ColorSteps {
  const sizes = values.map(Math.abs).sort((a, b) => a - b)
  const largest = sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0
  const high = roundUp(largest > 0 ? largest : 1)
  const low = signed ? -high : 0
  const colorOf = (value: number) => {
    const step = Math.floor(((value - low) / (high - low)) * colors.length)
    return colors[Math.min(Math.max(step, 0), colors.length - 1)]
  }
  return { low, high, colors, colorOf, clamped: (sizes.at(-1) ?? 0) > high }
}

function roundUp(value: number): number {
  const power = Math.floor(Math.log10(value))
  const digits = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * 10 ** power >= value * (1 - 1e-9))
  return Number(`${digits}e${power}`)
}

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
