import type { RepresentationFacts } from '@mitoscope/analysis/representation'
import type { ErrorCode } from '../errors/lab-error.ts'
import type { LabPlace } from './open-landing.ts'

/** Request to the receiving process: validate a staged file and move it to the blob store. */
export interface ReceiveRequest {
  /** Number of the request, repeated in its reply. */
  readonly number: number
  readonly place: LabPlace
  /** Name of the staged file. */
  readonly landed: string
  readonly fileName: string
  readonly bytes: number
  readonly hash: string
  /** Width of the run, which the file must match. */
  readonly width: number
}

/** Reply to the request with this number. */
export interface ReceiveReply {
  readonly number: number
  readonly answer: ReceiveAnswer
}

/** Outcome of a request. `code` is missing for errors that the caller did not cause. */
export type ReceiveAnswer =
  | { readonly facts: RepresentationFacts }
  | { readonly refused: string }
  | { readonly failed: string; readonly code?: ErrorCode }
