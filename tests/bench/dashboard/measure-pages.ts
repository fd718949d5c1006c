import { quantile, say, type Figure } from '../server/figure.ts'
import type { FilledLab } from './fill-lab.ts'
import { installLighthouse, judgePage, versions, type LighthouseReport } from './lighthouse.ts'
import { pagesOf } from './pages.ts'

const times = 3

interface Quantity {
  readonly what: string
  readonly limit: number
  readonly isHighGood: boolean
  readonly read: (report: LighthouseReport) => number
  readonly write: (value: number) => string
}

const score = (category: string, what: string, limit: number): Quantity => ({
  what: `Lighthouse, ${what}`,
  limit,
  isHighGood: true,
  read: ({ categories }) => 100 * categories[category].score,
  write: (value) => value.toFixed(0),
})
const audit = (id: string, what: string, limit: number, write: Quantity['write']): Quantity => ({
  what,
  limit,
  isHighGood: false,
  read: ({ audits }) => audits[id].numericValue,
  write,
})
const quantities = [
  score('accessibility', 'accessibility', 100),
  score('best-practices', 'best practices', 100),
  score('performance', 'performance', 95),
  audit('largest-contentful-paint', 'largest contentful paint', 1_500, (value) => `${value.toFixed(0)} ms`),
  audit('cumulative-layout-shift', 'cumulative layout shift', 0.05, (value) => value.toFixed(3)),
]

/** Judges every page with Lighthouse. */
export async function measurePages(lab: FilledLab): Promise<Figure[]> {
  const folder = await installLighthouse()
  const reports: [string, LighthouseReport[]][] = []
  for (const [name, path] of Object.entries(pagesOf(lab))) {
    say(`Lighthouse ${name}`)
    const own: LighthouseReport[] = []
    for (let i = 0; i < times; i++) own.push(await judgePage(folder, lab.url + path))
    reports.push([name, own])
  }
  return quantities.map(({ what, limit, isHighGood, read, write }) => {
    const medians = reports.map(([name, own]) => ({ name, value: quantile(own.map(read), 0.5) }))
    const [worst] = medians.toSorted((a, b) => (isHighGood ? a.value - b.value : b.value - a.value))
    return {
      what: `${what}, worst page`,
      target: `${isHighGood ? '≥' : '≤'} ${write(limit)}`,
      measured: `${write(worst.value)} (${worst.name})`,
      met: isHighGood ? worst.value >= limit : worst.value <= limit,
      how: `Lighthouse ${versions.lighthouse} on Node ${versions.node}, its desktop preset (simulated network and processor), median of ${times}: ${medians.map(({ name, value }) => `${name} ${write(value)}`).join(', ')}.`,
    }
  })
}
