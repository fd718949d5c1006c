import { z } from 'zod'
import { backendNames } from '../backend-name.ts'

const name = z.enum(backendNames)

const present = z.object({
  name,
  present: z.literal(true),
  device: z.string(),
  version: z.string(),
  gpu: z.boolean(),
  /** True if the CPU emulates the GPU. Such a backend is used only if the user names it. */
  software: z.boolean(),
  /** Precision of sums in Gram matrices. Tensors are float32 on every backend. */
  gramPrecision: z.enum(['float64', 'float32']),
  /** Speed in a square product of `productSize` columns, in 10⁹ operations per second; absent if not measured. */
  gigaflops: z.number().optional(),
  productSize: z.int().optional(),
})
/** A backend that works on this machine. */
export type BackendPresent = z.infer<typeof present>

const absent = z.object({ name, present: z.literal(false), reason: z.string(), remedy: z.string() })
/** A backend that does not work on this machine. */
export type BackendAbsent = z.infer<typeof absent>

export const backendReport = z.discriminatedUnion('present', [present, absent])
export type BackendReport = z.infer<typeof backendReport>

/** Message to the process that examines a backend. */
export const examineRequest = z.object({ name, measure: z.boolean() })
export type ExamineRequest = z.infer<typeof examineRequest>
