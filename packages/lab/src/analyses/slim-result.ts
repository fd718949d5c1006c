import type {
  Curve,
  CurvesShape,
  FitShape,
  MatrixShape,
  PartitionShape,
  Scalar,
  ScalarsShape,
  Shape,
} from '@mitoscope/analysis'

/** Largest side of a matrix that a row of the database stores. */
export const mostCells = 64

/** Curve without its draws, with the standard error of its mean. */
export interface SlimCurve extends Omit<Curve, 'draws'> {
  readonly sem: readonly (number | null)[]
}
export interface SlimCurves extends Omit<CurvesShape, 'curves'> {
  readonly curves: readonly SlimCurve[]
}
export interface SlimMatrix extends MatrixShape {
  /** Side of the full matrix. */
  readonly size: number
  /** Number of neighbouring rows and columns averaged into one: 1 for the full matrix. */
  readonly step: number
}
export interface SlimPartition extends PartitionShape {
  /** Side of `between`: only the first groups, if there are very many. */
  readonly compared: number
}
/** Part of a result that the analysis' row stores: everything that figures show, without single draws. */
export type SlimShape = SlimCurves | SlimMatrix | SlimPartition | FitShape | ScalarsShape

export function slimResult(result: Shape): SlimShape {
  switch (result.shape) {
    case 'curves':
      return { ...result, curves: result.curves.map(slimCurve) }
    case 'matrix':
      return downSample(result)
    case 'partition':
      return cutPartition(result)
    default:
      return result
  }
}

/** Lists the numbers by which analyses can be filtered and ordered. */
export function listScalars(result: Shape | SlimShape): readonly Scalar[] {
  switch (result.shape) {
    case 'curves':
      return []
    case 'scalars':
      return result.scalars
    case 'fit':
      return result.parameters
    default:
      return result.summary
  }
}

export function slimCurve({ draws: _, ...curve }: Curve): SlimCurve {
  const sem = curve.std.map((std, i) => (std === null ? null : std / Math.sqrt(curve.n[i])))
  return { ...curve, sem }
}

/**
 * Averages a matrix over blocks of neighbouring cells; the diagonal counts only in blocks of nothing else.
 */
function downSample(matrix: MatrixShape): SlimMatrix {
  const size = matrix.labels.length
  const step = Math.max(1, Math.ceil(size / mostCells))
  if (step === 1) return { ...matrix, size, step }
  const labels = matrix.labels.filter((_, i) => i % step === 0)
  const values = labels.flatMap((_, a) =>
    labels.map((_, b) => {
      let sum = 0
      let n = 0
      for (let i = a * step; i < Math.min(size, (a + 1) * step); i++) {
        for (let j = b * step; j < Math.min(size, (b + 1) * step); j++) {
          const value = matrix.values[i * size + j]
          if (value === null || i === j) continue
          sum += value
          n++
        }
      }
      return n > 0 ? sum / n : matrix.values[a * step * (size + 1)]
    }),
  )
  return { ...matrix, labels, values, size, step }
}

function cutPartition(partition: PartitionShape): SlimPartition {
  const count = partition.groups.length
  const compared = Math.min(count, mostCells)
  const between = Array.from(
    { length: compared ** 2 },
    (_, i) => partition.between[Math.floor(i / compared) * count + (i % compared)],
  )
  return { ...partition, between, compared }
}
