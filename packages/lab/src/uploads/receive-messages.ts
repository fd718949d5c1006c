import type { RepresentationFacts } from '@mitoscope/analysis/representation'
import type { ErrorCode } from '../errors/lab-error.ts'
import type { LabPlace } from './open-landing.ts'

/** What the receiving process is asked: to check an upload that has landed and to put it among the blobs. */
export interface ReceiveRequest {
  readonly place: LabPlace
  readonly id: string
  readonly fileName: string
  readonly bytes: number
  readonly hash: string
  /** Of the run: the file's must be the same. */
  readonly width: number
}

/** `code` is missing for errors that are nobody's mistake. */
export type ReceiveAnswer =
  | { readonly facts: RepresentationFacts }
  | { readonly refused: string }
  | { readonly failed: string; readonly code?: ErrorCode }
