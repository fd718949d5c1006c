import { backendNames } from '@mitoscope/tensor'
import { z } from 'zod'

/** Backend to measure; null for the first that works. */
export const speedRequest = z.object({ backend: z.enum(backendNames).nullable() })
export type SpeedRequest = z.infer<typeof speedRequest>

/** Training speed of this machine, as Rates, and its device. */
export const speedMessage = z.object({
  flopsPerSecond: z.number(),
  secondsPerStep: z.number(),
  backend: z.string(),
  device: z.string(),
  gpu: z.boolean(),
})
export type Speed = z.infer<typeof speedMessage>
