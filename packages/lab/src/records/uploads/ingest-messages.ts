import type { RepresentationFacts } from '@mitoscope/analysis/representation'
import { z } from 'zod'
import { errorCodes } from '../../platform/errors/lab-error.ts'

/** Request to the receiving process: validate a staged file and move it to the blob store. */
export const ingestRequest = z.object({
  /** Number of the request, repeated in its reply. */
  number: z.int(),
  place: z.object({ folder: z.string(), blobUrl: z.string().optional() }),
  /** Name of the staged file. */
  stagedName: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  hash: z.string(),
  /** Width of the run, which a file of the last hidden layer must match. */
  width: z.number(),
  /** Declared site; null if the file says it. */
  site: z.string().nullable(),
  /** File of the representation that the tensors are added to; absent for a file that becomes one itself. */
  addition: z.object({ blobHash: z.string(), fileName: z.string() }).optional(),
})
export type IngestRequest = z.infer<typeof ingestRequest>

/** Outcome of a request. `code` is missing for errors that the caller did not cause; `detail` is for the log. */
const ingestAnswer = z.union([
  z.object({
    facts: z.custom<RepresentationFacts>((facts) => typeof facts === 'object' && facts !== null),
    /** Blob of the representation with the added tensors. */
    joined: z.object({ hash: z.string(), bytes: z.number() }).optional(),
  }),
  z.object({ rejected: z.string() }),
  z.object({ failed: z.string(), code: z.enum(errorCodes).optional(), detail: z.string().optional() }),
])
export type IngestAnswer = z.infer<typeof ingestAnswer>

/** Reply to the request with this number. */
export const ingestReply = z.object({ number: z.int(), answer: ingestAnswer })
export type IngestReply = z.infer<typeof ingestReply>
