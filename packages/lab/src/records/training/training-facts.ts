/** Facts about a training in the lab other than its metrics. */
export interface TrainingFacts {
  /** Number of weights and biases of the network. */
  readonly parameters: number
  /** Seconds of training that these runs took together, over all attempts. */
  readonly seconds: number
  /** Names of the runs that trained together, this one included. */
  readonly trainedWith: readonly string[]
  /** Mean per channel: a grey value g became (g − mean) / deviation. */
  readonly means: readonly number[]
  readonly deviations: readonly number[]
}

/** Facts as they stand in the record of a run. */
export interface RecordedFacts extends Partial<TrainingFacts> {
  /** SHA-256 of the file with the initial network, in hexadecimal; absent if the network was drawn from the seed. */
  readonly startedFrom?: string
}
