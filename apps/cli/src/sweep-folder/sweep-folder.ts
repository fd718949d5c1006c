import { join } from 'node:path'

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
