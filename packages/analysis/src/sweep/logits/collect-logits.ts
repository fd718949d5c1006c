import type { RunAnalysis, SweepSeries } from '../sweep-report.ts'
import { decomposeLoss, type LossDecomposition } from './decompose-loss.ts'
import { ensembleErrors, type EnsembleErrors, judgeEnsemble } from './ensemble-errors.ts'
import { extrapolateEnsembles } from '../exponents/ensemble-limit.ts'
import { type InputValues, judgeInputs, type Target } from './input-values.ts'
import { hasSameInputs, type RunLogits } from './run-logits.ts'

/** Function that loads the logits of a run's network on the test inputs; null if they are not known. */
export type LoadLogits = (run: RunAnalysis) => Promise<RunLogits | null>

/** Ensemble errors and losses of the runs of one width, computed from their logits. */
export interface WidthLogits extends EnsembleErrors {
  readonly width: number
  /** Number of runs with logits. */
  readonly runs: number
  /** Number of test inputs. */
  readonly rows: number
  readonly loss: LossDecomposition | null
  /**
   * Correctness by ensemble size k: for each disjoint ensemble of k runs, in the order of the runs, 1 for
   * every test input that it classifies right, else 0, [rows].
   */
  readonly judged: ReadonlyMap<number, readonly Uint8Array[]>
  /** Names of the runs with logits, in their order. */
  readonly names: readonly string[]
  /** Values of each run on every test input. */
  readonly inputs: readonly InputValues[]
  /** Values of infinitely many networks of the largest width together, by approach and seed; null for other widths. */
  readonly limit: Readonly<Record<Target, readonly (readonly Float64Array[])[]>> | null
}

/** Narrow runs that are compared with one wide run. */
export interface EqualNeurons {
  readonly wide: number
  readonly narrow: number
  readonly count: number
}

export interface CollectedLogits {
  /** Results by width, ascending, without the widths that have no run with logits. */
  readonly widths: readonly WidthLogits[]
  readonly warnings: readonly string[]
}

/**
 * Loads the logits of a series of runs, one width after the other so that the logits of only one width are in memory,
 * and returns the numbers that the analyses of ensembles and of the loss need. Runs whose test inputs differ from the
 * first run's are left out.
 */
export async function collectLogits(
  runs: readonly RunAnalysis[],
  pairs: readonly EqualNeurons[],
  load: LoadLogits,
  signal?: AbortSignal,
): Promise<CollectedLogits> {
  const widths: WidthLogits[] = []
  const warnings: string[] = []
  let first: RunLogits | undefined
  const largest = Math.max(...runs.map(({ width }) => width))
  for (const width of [...new Set(runs.map((run) => run.width))].toSorted((a, b) => a - b)) {
    const own: RunLogits[] = []
    const names: string[] = []
    for (const run of runs.filter((each) => each.width === width)) {
      signal?.throwIfAborted()
      const logits = await load(run)
      if (!logits)
        warnings.push(`${run.name}: without readout, labels or finite logits; left out of ensembles.`)
      else if (first && !hasSameInputs(first, logits))
        warnings.push(`${run.name}: judges other test inputs than the first run; left out of ensembles.`)
      else {
        own.push(logits)
        names.push(run.name)
      }
      // Without the values, which are not held longer than their width.
      if (logits) first ??= { ...logits, values: new Float32Array(0) }
    }
    if (own.length === 0) continue
    const counts = pairs.filter(({ narrow }) => narrow === width).map(({ count }) => count)
    widths.push({
      width,
      runs: own.length,
      rows: own[0].rows,
      ...ensembleErrors(own),
      loss: decomposeLoss(own),
      names,
      inputs: own.map((run) => judgeInputs([run])),
      limit: width === largest ? limitOf(own) : null,
      judged: new Map([1, ...counts].map((k) => [k, disjoint(own, k).map(judgeEnsemble)])),
    })
  }
  return { widths, warnings }
}

function limitOf(runs: readonly RunLogits[]): WidthLogits['limit'] {
  const of = (target: Target) =>
    extrapolateEnsembles(runs.length, (set) => judgeInputs(set.map((run) => runs[run]))[target])
  const [error, crossEntropy] = [of('error'), of('crossEntropy')]
  return error && crossEntropy && { error, crossEntropy }
}

/** Returns as many disjoint sets of k runs as there are. */
function disjoint(runs: readonly RunLogits[], k: number): RunLogits[][] {
  return Array.from({ length: Math.floor(runs.length / k) }, (_, i) => runs.slice(i * k, (i + 1) * k))
}

/**
 * Returns every wide width paired with every narrower one that has enough runs for the same total number of neurons.
 */
export function planPairs({ widths }: SweepSeries): EqualNeurons[] {
  const equal = widths.flatMap(({ width: wide }) =>
    widths
      .filter(({ width, runs }) => width < wide && wide % width === 0 && wide / width <= runs)
      .map(({ width: narrow }) => ({ wide, narrow, count: wide / narrow })),
  )
  const special = groupPair({ widths })
  const isNew =
    special && !equal.some(({ wide, narrow }) => wide === special.wide && narrow === special.narrow)
  return isNew ? [...equal, special] : equal
}

/**
 * Pairs the widest layer with runs of the width nearest, in log, to its group size w*: as many runs as the layer holds
 * groups, or as there are. Null if w* is not known or the width has no second run.
 */
export function groupPair({ widths }: Pick<SweepSeries, 'widths'>): EqualNeurons | null {
  const widest = widths.at(-1)
  if (!widest || widest.wStar === null) return null
  const distance = (width: number) => Math.abs(Math.log(width / widest.wStar!))
  const [nearest] = widths.slice(0, -1).toSorted((a, b) => distance(a.width) - distance(b.width))
  if (!nearest || nearest.runs < 2) return null
  const count = Math.min(nearest.runs, Math.max(2, Math.round(widest.width / nearest.width)))
  return { wide: widest.width, narrow: nearest.width, count }
}
