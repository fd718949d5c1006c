import { checkSweep, type SweepConfig } from '@mitoscope/training'
import { setBeside, type PaperFigure, type ScaleName } from '@mitoscope/lab/paper'
import type { BackendName } from '@mitoscope/tensor'
import { reportSweep } from '../commands/report.ts'
import { train } from '../commands/sweep.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import type { MadeReproduction } from './describe-reproduction.ts'

export interface ReproduceOptions {
  readonly figure: PaperFigure
  readonly scale: ScaleName
  /** Folder of the sweep. */
  readonly folder: string
  /** Settings that override those of the scale. */
  readonly change: Partial<SweepConfig>
  readonly dataFolder?: string
  readonly processes?: number
  readonly backend?: BackendName
}

/** Trains the missing runs of a figure's sweep and of its controls, in folders named after it, reports on it, and compares the paper's numbers with ours. */
export async function reproduceFigure(options: ReproduceOptions): Promise<MadeReproduction> {
  const { figure, scale, folder, change, dataFolder, processes, backend } = options
  const { config, controls = [], draws, epochs, isOfPaper, limits } = figure[scale]
  const changed = Object.keys(change)
  const settings = checkSweep({ ...config, ...change })
  const began = performance.now()
  await train(settings, { folder, dataFolder, processes, backend })
  const beside = controls.map((control) => ({ ...control, folder: `${folder}-${control.id}` }))
  for (const control of beside)
    await train(checkSweep({ ...control.config, ...change }), { folder: control.folder, dataFolder, processes, backend }) // prettier-ignore
  const flags = {
    threshold: 0.99,
    draws,
    seed: 0,
    epochs,
    backend,
    controls: beside.map((one) => one.folder),
  }
  const report = await untilInterrupted((signal) => reportSweep(folder, flags, signal))
  const told = setBeside(figure, report, { isOfPaper: isOfPaper && changed.length === 0 })
  const { title, warnings, provenance } = report
  const other = changed.length === 0 ? [] : [`Other settings than the scale’s: ${changed.join(', ')}.`]
  return {
    ...told,
    title: `${title}, ${scale} scale`,
    limits: [limits, ...other],
    warnings,
    provenance,
    seconds: (performance.now() - began) / 1000,
  }
}
