import { runColors } from '../parts/run-style.ts'
import type { Series } from './series.ts'

const rowHeight = 20
const columnWidth = 460

/** A chart of a page as a file of its own: on white paper, with its legend, and colours in place of the page's variables. */
export function chartFile(chart: Element, title: string, series: readonly Series[]): string {
  const copy = chart.cloneNode(true) as SVGElement
  const [width, height] = ['width', 'height'].map((name) => Number(chart.getAttribute(name)))
  const whole = height + legendHeight(series.length)
  copy.removeAttribute('aria-hidden')
  copy.setAttribute('height', String(whole))
  copy.setAttribute('viewBox', `0 0 ${width} ${whole}`)
  copy.setAttribute('style', 'background:#fff;color:#1b1f24')
  const named = copy.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'title')
  named.textContent = title
  copy.prepend(named)
  const text = new XMLSerializer().serializeToString(copy)
  return onPaper(text.replace(/<\/svg>$/, `${legend(series, height)}</svg>`))
}

/** Variables of the page's colours, by what they are on paper. */
export function onPaper(svg: string): string {
  return svg.replace(/var\(--run-(\d+)\)/g, (_, i) => runColors[Number(i)].light)
}

function legendHeight(lines: number): number {
  return Math.ceil(lines / 2) * rowHeight + 10
}

/** A sample of each line with its number and what it is of, in two columns below the chart. */
export function legend(series: readonly Series[], top: number): string {
  const rows = Math.ceil(series.length / 2)
  const entries = series.map(({ number, label, runs, style }, i) => {
    const x = 40 + Math.floor(i / rows) * columnWidth
    const y = top + 10 + (i % rows) * rowHeight
    const dash = style.dash === '' ? '' : ` stroke-dasharray="${style.dash}"`
    const seeds = runs.length > 1 ? ` (${runs.length} seeds)` : ''
    return (
      `<line x1="${x}" x2="${x + 40}" y1="${y}" y2="${y}" stroke="${style.paperColor}" stroke-width="2"${dash}/>` +
      `<text x="${x + 48}" y="${y}" dy="0.32em">${escaped(`${number}: ${label}${seeds}`)}</text>`
    )
  })
  return `<g font-size="11" text-anchor="start">${entries.join('')}</g>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
