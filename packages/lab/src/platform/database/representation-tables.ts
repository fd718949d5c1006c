import type { Generated } from 'kysely'
import type { Defaulted, Failure, NullableJson, RecordColumns } from './column-types.ts'

export interface RepresentationTable extends Omit<RecordColumns, 'updatedAt'> {
  projectId: string
  runId: string
  /** Name of the layer. */
  site: Generated<string>
  /** Kind of the layer, for example "block"; null if it is not known. */
  siteKind: string | null
  /** Position of the layer in the order of the network; null if it is not known. */
  sitePosition: number | null
  epoch: number | null
  fileName: string
  format: string
  blobHash: string
  inputHash: string
  width: number
  testRows: number
  trainRows: number | null
  classes: number | null
  tensors: Defaulted<{ name: string; dtype: string; shape: number[] }[]>
}

export interface UploadTable extends Omit<RecordColumns, 'deletedAt'> {
  projectId: string
  runId: string
  /** Declared site; null if it was not declared, and the file says it. */
  site: string | null
  siteKind: string | null
  sitePosition: number | null
  epoch: number | null
  fileName: string
  bytes: number
  hash: string
  state: 'receiving' | 'finished' | 'failed' | 'expired'
  representationId: string | null
  /** Representation that the file completes; null for a file that becomes one itself. */
  additionTo: string | null
  failure: NullableJson<Failure>
  /** Name of the actor who declared the upload, for the audit trail. */
  actor: string
  expiresAt: Date
}
