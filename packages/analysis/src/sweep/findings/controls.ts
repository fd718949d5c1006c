import type { RunAnalysis } from '../sweep-report.ts'
import type { FindingLine, SweepFinding } from './finding.ts'
import { groupsByWidth } from './groups-over-seeds.ts'
import { nameControl } from './name-control.ts'
import { sayScalar } from './say.ts'

/**
 * Returns the number of groups of control runs beside those of the trained runs, against width; null if there are no
 * controls.
 */
export function controls(
  trained: readonly RunAnalysis[],
  controlled: readonly RunAnalysis[],
): SweepFinding | null {
  const kinds = [...group(trained, 'none'), ...controlledKinds(controlled)]
  const lines = kinds.map(toLine).filter(({ points }) => points.length > 0)
  if (controlled.length === 0 || lines.length === 0) return null
  const scalars = lines.map(({ id, label, points }) => {
    const { x, y, low, high } = points.at(-1)!
    return { id, label: `groups at ${x} neurons, ${label}`, value: y, low, high }
  })
  return {
    id: 'controls',
    weightDecay: null,
    title: 'Number of groups of trained networks and of controls',
    definition:
      'Groups W / w* of networks that cannot have learnt what the data hold, by the same measure: untrained, trained on Gaussian ' +
      'inputs, on shuffled labels, or on labels of which a share is wrong; or whose weight decay began late. Means and intervals as ' +
      'of w*: geometric, spread between seeds pooled over widths.',
    interval: '95 % interval over seeds; over draws where a kind has one seed per width',
    x: { label: 'layer width W (neurons)', scale: 'log' },
    y: { label: 'groups W / w*', scale: 'log' },
    lines,
    marks: [],
    scalars,
    tests: [],
    sentence: `${scalars.map((scalar) => `${scalar.label}: ${sayScalar(scalar)}`).join('; ')}.`,
  }
}

interface Kind {
  readonly control: string
  readonly weightDecay: number
  readonly runs: readonly RunAnalysis[]
}

function controlledKinds(runs: readonly RunAnalysis[]): Kind[] {
  const kinds = [...new Set(runs.map(({ control = 'none' }) => control))].toSorted()
  return kinds.flatMap((control) => group(runs.filter((run) => run.control === control), control)) // prettier-ignore
}

function group(runs: readonly RunAnalysis[], control: string): Kind[] {
  const decays = [...new Set(runs.map(({ weightDecay }) => weightDecay))].toSorted((a, b) => b - a)
  return decays.map((weightDecay) => ({
    control,
    weightDecay,
    runs: runs.filter((run) => run.weightDecay === weightDecay),
  }))
}

function toLine({ control, weightDecay, runs }: Kind): FindingLine {
  const points = groupsByWidth(runs).map(({ width, value, ...ends }) => ({ x: width, y: value, ...ends }))
  const label = `${nameControl(control)}, weight decay ${weightDecay}`
  return { id: `${control}-weight-decay-${weightDecay}`, label, points }
}
