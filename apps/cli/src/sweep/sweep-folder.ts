import { join } from 'node:path'

/** Where a sweep's files lie. Whatever is in `runs` is finished; whatever is in `unfinished` can be continued. */
export interface SweepFolder {
  readonly root: string
  /** Settings of the sweep. */
  readonly record: string
  /** Held while a sweep is at work here. */
  readonly lock: string
  readonly runs: string
  readonly unfinished: string
  /** Networks that runs begin from, by width, where some were given. */
  readonly starts: string
}

/** Paths of a sweep's files below `root`. */
export function locateSweep(root: string): SweepFolder {
  return {
    root,
    record: join(root, 'sweep.json'),
    lock: join(root, 'sweep.lock'),
    runs: join(root, 'runs'),
    unfinished: join(root, 'unfinished'),
    starts: join(root, 'starts'),
  }
}

/** Files of one run, inside its folder. */
export const runFiles = {
  record: 'run.json',
  representation: 'representation.safetensors',
  checkpoint: (epoch: number) => join('checkpoints', `epoch-${String(epoch).padStart(4, '0')}.safetensors`),
} as const
