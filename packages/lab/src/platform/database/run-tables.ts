import type { ColumnType, Generated } from 'kysely'
import type { Defaulted, Failure, JsonObject, NullableJson, RecordColumns } from './column-types.ts'

export type RunState = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled' | 'logged' | 'crashed'

/** Relation of a run to its parent: part of it, continued from its end, or begun from one of its steps. */
export type ParentKind = 'nested' | 'resumed' | 'forked'

export interface TrainingRunTable extends RecordColumns {
  projectId: string
  modelId: string
  sweepId: string | null
  name: string
  width: number
  seed: number | null
  weightDecay: number | null
  dataset: string
  state: RunState
  config: Defaulted<JsonObject>
  notes: Generated<string>
  /** Commit, command, host, packages and the like; no part of the configuration. */
  environment: Defaulted<JsonObject>
  /** Group of the run, as its script names it; null for none. */
  runGroup: string | null
  jobType: string | null
  parentId: string | null
  parentKind: ParentKind | null
  /** Step of the parent at which the run was forked. */
  parentStep: number | null
  interpolationEpoch: number | null
  backend: string | null
  device: string | null
  failure: NullableJson<Failure>
  /** Facts of the training by this lab, as in training-facts.ts. */
  training: NullableJson<JsonObject>
  /** True if a script logs the run. */
  logged: Generated<boolean>
  clientKey: string | null
  /** Input of createRun; null for runs trained here and those created before the column existed. */
  given: ColumnType<JsonObject | null, string | null | undefined, never>
  /** Time of the script's last heartbeat. */
  heartbeatAt: Date | null
  /** Longest silence in seconds that the script promised; without one the run never counts as crashed. */
  heartbeatSeconds: number | null
  startedAt: Date | null
  finishedAt: Date | null
}

export interface RunTagTable {
  runId: string
  tag: string
}
