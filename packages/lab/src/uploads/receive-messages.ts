import type { RepresentationFacts } from '@mitoscope/analysis/representation'
import type { ErrorCode } from '../errors/lab-error.ts'
import type { LabPlace } from './open-landing.ts'

/** Request to the receiving process: to check a file that has landed and to put it among the blobs. */
export interface ReceiveRequest {
  /** Number of the request, which its answer carries too. */
  readonly number: number
  readonly place: LabPlace
  /** Name of the file where it landed. */
  readonly landed: string
  readonly fileName: string
  readonly bytes: number
  readonly hash: string
  /** Of the run: the file's must be the same. */
  readonly width: number
}

/** An answer to the request of this number. */
export interface ReceiveReply {
  readonly number: number
  readonly answer: ReceiveAnswer
}

/** `code` is missing for errors that are nobody's mistake. */
export type ReceiveAnswer =
  | { readonly facts: RepresentationFacts }
  | { readonly refused: string }
  | { readonly failed: string; readonly code?: ErrorCode }
