import type { Scalar } from '../../shapes/scalar.ts'
import { meanOf } from '../../statistics/summarize.ts'
import { estimateMean, welch } from '../../statistics/significance.ts'
import type { RunAnalysis, SweepSeries } from '../sweep-report.ts'
import type { SweepFinding } from './finding.ts'
import { sayScalar } from './say.ts'

/** Compares chunks of the widest networks with whole networks of the chunk's size; null if no narrower width can be compared. */
export function chunksAgainstNetworks({ weightDecay, widths, runs }: SweepSeries): SweepFinding | null {
  const widest = widths.at(-1)
  if (!widest) return null
  const wide = runs.filter(({ width }) => width === widest.width)
  const gaps = widths.slice(0, -1).flatMap(({ width }) => {
    const gap = gapAt(
      width,
      wide,
      runs.filter((run) => run.width === width),
    )
    return gap ? [gap] : []
  })
  if (gaps.length === 0) return null
  const from = widest.wStar
  const above = gaps.filter(({ size }) => from !== null && size >= from)
  const last = (above[0] ?? gaps.at(-1)!).scalar
  return {
    id: 'chunks-against-networks',
    weightDecay,
    title: 'Chunks of the widest layer, or whole networks of their size',
    definition:
      `Mean test error of random chunks of w neurons of the networks of ${widest.width} neurons minus that of whole networks of ` +
      'w neurons. Interval: Welch’s t over seeds, each with its mean over draws; none where either width has one seed.',
    interval: '95 % interval over seeds (Welch)',
    x: { label: 'chunk size w = layer width W (neurons)', scale: 'log' },
    y: { label: 'error of chunks − error of networks', scale: 'linear' },
    lines: [
      {
        id: 'gap',
        label: `chunks of W = ${widest.width} minus whole networks`,
        points: gaps.map(({ size, n, scalar: { value, low, high } }) => ({
          x: size,
          y: value!,
          low,
          high,
          n,
        })),
      },
    ],
    marks: from === null ? [] : [{ label: 'w*', x: from, line: null }],
    scalars: gaps.map(({ scalar }) => scalar),
    tests: [],
    sentence: `${last.label}: ${sayScalar(last)}. ${verdictOf(last)}`,
  }
}

interface Gap {
  readonly size: number
  readonly scalar: Scalar
  /** Number of networks of that width. */
  readonly n: number
}

function gapAt(size: number, wide: readonly RunAnalysis[], narrow: readonly RunAnalysis[]): Gap | null {
  const draws = wide.flatMap(({ sizes, testErrorOfChunks }) => {
    const row = testErrorOfChunks.draws[sizes.indexOf(size)] ?? []
    return row.some((value) => value !== null) ? [row.filter((value) => value !== null)] : []
  })
  const networks = narrow.map(({ testError }) => testError).filter((error) => error !== null)
  if (draws.length === 0 || networks.length === 0) return null
  const difference = meanOf(draws.map((row) => meanOf(row)))! - meanOf(networks)!
  const ofChunks = estimateMean(draws.map((row) => meanOf(row)!))
  const ofNetworks = estimateMean(networks)
  const { low, high } = ofChunks && ofNetworks ? welch(ofChunks, ofNetworks) : { low: null, high: null }
  const label = `Gap at ${size} neurons`
  return { size, n: networks.length, scalar: { id: `gap-${size}`, label, value: difference, low, high } }
}

function verdictOf({ low, high }: Scalar): string {
  if (low === null || high === null) return 'Two seeds of both widths at least are needed to judge it.'
  if (low > 0) return 'Whole networks of that size do better than chunks.'
  return high < 0
    ? 'Chunks do better than whole networks of their size.'
    : 'No difference between them can be told.'
}
