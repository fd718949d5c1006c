import { reportSweep, type SweepReport } from '@mitoscope/analysis'
import { openSources } from '@mitoscope/lab/local-files'
import { setBeside, type PaperFigure } from '@mitoscope/lab/paper'
import type { BackendName } from '@mitoscope/tensor'
import { writeReport } from '../files/write-files.ts'
import { showProgress } from '../terminal/show-progress.ts'
import type { MadeReproduction } from './describe-reproduction.ts'

const limits =
  'One network of one width: this says nothing about other widths, seeds, weight decays and epochs, and intervals are over draws.'
const draws = 40
const seed = 0
const threshold = 0.99
/** Weight decay of the paper, for files whose names do not contain it. */
const usualDecay = 5e-4

/** Analyses representations that the authors published, or files with such names, without training. */
export async function importPublished(
  figure: PaperFigure,
  source: string,
  folder: string,
  backendName: BackendName | undefined,
  signal: AbortSignal,
): Promise<MadeReproduction> {
  const { analyzeRun } = await import('@mitoscope/analysis/compute')
  const { openRepresentation, readEnsembleAccuracy } = await import('@mitoscope/analysis/representation')
  const { openBackend } = await import('@mitoscope/tensor/compute')
  const began = performance.now()
  const progress = showProgress()
  const opened = await openSources([source])
  try {
    progress.update('Reading', 0)
    const accuracy = await readEnsembleAccuracy(opened.sources)
    const representation = await openRepresentation(opened.sources, { signal })
    const backend = await openBackend({ backend: backendName })
    progress.update('Analysing', 0)
    const names = opened.sources.map(({ name }) => name)
    const facts = { ...parseFacts(names), testError: NaN, trainError: NaN, interpolationEpoch: null }
    const found = await analyzeRun(facts, representation, backend, {
      draws,
      threshold,
      seed,
      signal,
      withNoise: true,
    })
    const ofWhole = (curve: typeof found.testErrorOfChunks | undefined) => curve?.mean.at(-1) ?? NaN
    const trainError = ofWhole(found.trainErrorOfChunks)
    const run = { ...found, testError: ofWhole(found.testErrorOfChunks), trainError }
    const title = `${found.name}, imported`
    const provenance = { backend: backend.name, device: backend.device, draws, seed }
    const report = await reportSweep({ title, threshold, provenance, runs: [run], signal })
    const warnings = [...representation.warnings.map(({ message }) => message), ...report.warnings]
    const complete: SweepReport = { ...report, warnings }
    await writeReport(complete, folder)
    const errorInfinity = accuracy === undefined ? undefined : 1 - accuracy
    const isOfPaper = figure.numbers.every(({ width }) => width === run.width)
    const beside = setBeside(figure, complete, { isOfPaper, errorInfinity })
    const seconds = (performance.now() - began) / 1000
    return { ...beside, title, limits: [limits], warnings, provenance, seconds }
  } finally {
    progress.clear()
    await opened.close()
  }
}

/**
 * Returns the facts in the authors' file names:
 * "features_wide_resnet28_512_ep200_wd0.0005_label_smoothing0.0_seed12_test.pt".
 */
export function parseFacts(names: readonly string[]): { name: string; seed: number; weightDecay: number } {
  const stem = names.map((name) => /^features_(.*)_test\.\w+$/.exec(name)?.[1]).find(Boolean)
  const read = (pattern: RegExp, otherwise: number) => Number(pattern.exec(stem ?? '')?.[1] ?? otherwise)
  return {
    name: stem ?? 'representation',
    seed: read(/_seed(\d+)/, 0),
    weightDecay: read(/_wd([\d.]+(?:e-?\d+)?)/, usualDecay),
  }
}
