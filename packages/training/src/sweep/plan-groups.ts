import { countParameters, listLayerShapes } from '../architectures/fully-connected.ts'
import { findDataset } from '../datasets/datasets.ts'
import { listRuns, type SweepRun } from './list-runs.ts'
import type { SweepConfig } from './sweep-config.ts'

/** Runs of one width that one process trains together. */
export interface RunGroup {
  /** "w0064", or the run's name when the group is a single run. */
  readonly name: string
  readonly width: number
  readonly runs: readonly SweepRun[]
}

/** What computes, as far as it matters for grouping. */
export interface Device {
  readonly backend: string
  readonly gpu: boolean
}

/**
 * From so many parameters on, runs train one by one. On a CPU a large network's step is bound by its products and not
 * by its overhead: alone, its parameters stay in the processor's cache and runs spread over processes. WebAssembly has
 * little overhead and no batched product. A GPU takes all it can get at once.
 */
function aloneFrom({ backend, gpu }: Device): number {
  if (gpu) return Infinity
  return backend === 'wasm' ? 0 : 400_000
}

/** Groups the runs of a sweep by width, or less where that is faster on the device. */
export function planGroups(config: SweepConfig, device: Device): RunGroup[] {
  const runs = listRuns(config)
  return config.widths.flatMap((width): RunGroup[] => {
    const own = runs.filter((run) => run.width === width)
    if (countParameters(shapesOf(config, width)) >= aloneFrom(device)) {
      return own.map((run) => ({ name: run.name, width, runs: [run] }))
    }
    return [{ name: `w${String(width).padStart(4, '0')}`, width, runs: own }]
  })
}

/** Layers of the network of that width. */
export function shapesOf(config: SweepConfig, width: number) {
  const { shape, classes } = findDataset(config.dataset)
  return listLayerShapes(shape[0] * shape[1], width, config.hiddenLayers, classes)
}
