import type { RunAnalysis } from '../sweep-report.ts'
import { decomposeLoss, type LossDecomposition } from './decompose-loss.ts'
import { ensembleErrors, judgeEnsemble, type EnsembleErrors } from './ensemble-errors.ts'
import { hasSameInputs, type RunLogits } from './run-logits.ts'

/** What a run's network says of the test inputs; null where that is not known. */
export type LoadLogits = (run: RunAnalysis) => Promise<RunLogits | null>

/** What the logits of the runs of one width say. */
export interface WidthLogits extends EnsembleErrors {
  readonly width: number
  /** Runs whose logits were there. */
  readonly runs: number
  /** Test inputs. */
  readonly rows: number
  readonly loss: LossDecomposition | null
  /** By k: what disjoint ensembles of k runs, in the order of the runs, judge right, each [rows]. */
  readonly judged: ReadonlyMap<number, readonly Uint8Array[]>
}

/** Narrower runs to be set against one wide one. */
export interface EqualNeurons {
  readonly wide: number
  readonly narrow: number
  readonly count: number
}

export interface CollectedLogits {
  /** Ascending; widths none of whose runs has logits are left out. */
  readonly widths: readonly WidthLogits[]
  readonly warnings: readonly string[]
}

/**
 * Reads the logits of a series of runs, one width after the other so that no more than one width's are held, and keeps
 * what the analyses of ensembles and of the loss need. Runs that judge other inputs than the first are left out.
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
      // Its values are held no longer than its width.
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

/** As many sets of k as there are, each run in one of them at most. */
function disjoint(runs: readonly RunLogits[], k: number): RunLogits[][] {
  return Array.from({ length: Math.floor(runs.length / k) }, (_, i) => runs.slice(i * k, (i + 1) * k))
}
