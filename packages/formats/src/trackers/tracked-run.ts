/** Points of one metric as another tool stored them, as columns of equal length. */
export interface TrackedSeries {
  readonly steps: number[]
  /** Values; null stands for one that is not finite. */
  readonly values: (number | null)[]
  /** Wall time of each point in seconds since 1970, NaN for an unknown one; absent where the tool keeps none. */
  readonly times?: number[]
}

export type TrackedState = 'finished' | 'failed' | 'running' | 'unknown'

/** Run in the files of another tool. */
export interface TrackedRun {
  /** Path of its file or folder below the one that is imported. */
  readonly path: string
  /** Id that the tool gives the run, or its path: the same run has the same one at every import. */
  readonly id: string
  readonly name: string
  readonly project?: string
  readonly group?: string
  readonly jobType?: string
  /** Id of the run that it belongs to. */
  readonly parent?: string
  readonly notes?: string
  readonly tags: readonly string[]
  readonly config: Readonly<Record<string, unknown>>
  /** Commit, host and the like, where the tool keeps them. */
  readonly environment?: Readonly<Record<string, unknown>>
  /** Unknown where the tool keeps no state; running also for one that was killed, whose end is missing. */
  readonly state: TrackedState
  /** Begin and end in seconds since 1970. */
  readonly startedAt?: number
  readonly finishedAt?: number
  readonly metrics: ReadonlyMap<string, TrackedSeries>
  /** Metric along whose values another one is drawn, by the latter's name. */
  readonly stepMetrics: ReadonlyMap<string, string>
  /** Things in the files that have no place in a run. */
  readonly leftOut: readonly string[]
  /** Damage: what is before it is part of the run. */
  readonly problems: readonly string[]
}

/** Files below a folder, or one file. */
export interface FileTree {
  /** Paths of the files, with / between folders, sorted. */
  readonly paths: readonly string[]
  /** Reads a whole file, or its first bytes. */
  read(path: string, most?: number): Promise<Uint8Array>
  /** Reads the last bytes of a file, or the whole of a smaller one. */
  readEnd(path: string, most: number): Promise<Uint8Array>
}

/** Files of one run, or of several, that a tracker knows how to read. */
export interface TrackedSource {
  /** Path of the file or folder. */
  readonly path: string
  /** Reads the runs. Rejects with BadInput for a file of which nothing can be read. */
  read(): Promise<TrackedRun[]>
}

/** Tool that tracks runs, and how its files are found and read. */
export interface Tracker {
  /** Stable name in kebab case. */
  readonly id: string
  readonly title: string
  /** Finds its runs by the contents of files, whatever their names. */
  find(tree: FileTree): Promise<TrackedSource[]>
}
