import type { RunAnalysis } from '../sweep-report.ts'
import { decomposeLoss, type LossDecomposition } from './decompose-loss.ts'
import { ensembleErrors, judgeEnsemble, type EnsembleErrors } from './ensemble-errors.ts'
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
  for (const width of [...new Set(runs.map((run) => run.width))].toSorted((a, b) => a - b)) {
    const own: RunLogits[] = []
    for (const run of runs.filter((each) => each.width === width)) {
      signal?.throwIfAborted()
      const logits = await load(run)
      if (!logits)
        warnings.push(`${run.name}: without readout, labels or finite logits; left out of ensembles.`)
      else if (first && !hasSameInputs(first, logits))
        warnings.push(`${run.name}: judges other test inputs than the first run; left out of ensembles.`)
      else own.push(logits)
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
      judged: new Map([1, ...counts].map((k) => [k, disjoint(own, k).map(judgeEnsemble)])),
    })
  }
  return { widths, warnings }
}

/** Returns as many disjoint sets of k runs as there are. */
function disjoint(runs: readonly RunLogits[], k: number): RunLogits[][] {
  return Array.from({ length: Math.floor(runs.length / k) }, (_, i) => runs.slice(i * k, (i + 1) * k))
}
