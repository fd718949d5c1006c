import { newDocument } from '#new-document'
import {
  axisX,
  axisY,
  frame,
  gridX,
  gridY,
  type Markish,
  plot,
  type PlotOptions,
  type ScaleOptions,
} from '@observablehq/plot'
import type { Figure } from '../figure.ts'
import { INK } from '../style/palette.ts'
import type { FigureTable } from '../table/figure-table.ts'
import type { Drawing } from './drawing.ts'
import { drawLegend } from './legend.ts'
import { serializeXml } from './serialize-xml.ts'
import { textWidth, wrapText } from './text-width.ts'

const SVG = 'http://www.w3.org/2000/svg'
const WIDTH = 640
const HEIGHT = 400
const SIDE = 14
/** Height in pixels of a legend that fits into a figure of the usual height. */
const LEGEND = 36
const FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

type Attributes = Readonly<Record<string, string | number>>

/** Lays out a drawing: title, legend, plots, caption. */
export function renderFigure(id: string, drawing: Drawing): Figure {
  const document = newDocument()
  const { title, subtitle, caption } = drawing
  const description = `${caption} ${subtitle}`.trim()
  const inner = WIDTH - 2 * SIDE
  const legend = drawLegend(document, drawing.legend, inner)
  const lines = wrapText(caption, 11, inner)
  const titleLines = wrapText(title, 16, inner)
  const subtitleLines = wrapText(subtitle, 11, inner)
  /** Height in pixels of the title's and subtitle's lines beyond the first of each. */
  const further = 19 * Math.max(0, titleLines.length - 1) + 15 * Math.max(0, subtitleLines.length - 1)
  // A long title, legend or caption makes the figure taller rather than its plot smaller.
  const height =
    (drawing.height ?? HEIGHT) +
    further +
    Math.max(0, legend.height - LEGEND) +
    15 * Math.max(0, lines.length - 3)
  const element = (name: string, attributes: Attributes, content?: string) => {
    const node = document.createElementNS(SVG, name)
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value))
    if (content !== undefined) node.textContent = content
    return node
  }
  const size = { width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` }
  const font = { 'font-family': FONTS, 'font-size': 11, fill: INK, color: INK }
  const root = element('svg', { xmlns: SVG, ...size, role: 'img', ...font })
  root.append(element('title', {}, title), element('desc', {}, description))
  root.append(element('rect', { width: WIDTH, height, fill: 'white' }))
  root.append(
    ...titleLines.map((line, i) =>
      element('text', { x: SIDE, y: 24 + 19 * i, 'font-size': 15, 'font-weight': 600 }, line),
    ),
    ...subtitleLines.map((line, i) =>
      element(
        'text',
        { x: SIDE, y: 41 + 19 * Math.max(0, titleLines.length - 1) + 15 * i, fill: '#555555' },
        line,
      ),
    ),
  )
  const place = (svg: any, x: number, y: number, label: string) => {
    const group = element('g', { transform: `translate(${x},${y})`, class: label, 'text-anchor': 'middle' })
    // Plot's style sheet would apply to the page; attributes give the same styles here.
    group.append(...[...svg.childNodes].filter((child: any) => child.nodeName.toLowerCase() !== 'style'))
    root.append(group)
  }
  place(legend.svg, SIDE, 50 + further, 'legend')
  const top = 50 + further + legend.height + 2
  const bottom = height - 10 - 15 * lines.length
  const rest = drawing.panels.filter(({ share }) => share === undefined).length
  const taken = drawing.panels.reduce((sum, { share = 0 }) => sum + share, 0)
  let x = SIDE
  for (const { share = (1 - taken) / rest, options } of drawing.panels) {
    const panel = { width: Math.round(inner * share), height: bottom - top }
    place(plot({ ...withAxes(options(panel)), ...panel, document }), x, top, 'panel')
    x += panel.width
  }
  lines.forEach((line, i) =>
    root.append(element('text', { x: SIDE, y: bottom + 16 + 15 * i, fill: '#444444' }, line)),
  )
  let table: FigureTable | undefined
  return {
    id,
    title,
    description,
    svg: `${serializeXml(root as never)}\n`,
    get table() {
      return (table ??= drawing.table())
    },
  }
}

const AXIS = { labelAnchor: 'center', labelArrow: 'none', tickSize: 4 } as const

type Axis = ScaleOptions & {
  readonly ticks?: number[]
  readonly tickFormat?: (tick: number) => string
}

/** Adds axes with their titles at the middle, and a thin grid. */
function withAxes({ x, y, marks = [], ...options }: PlotOptions): PlotOptions {
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
