import { forkProcess, ProcessEnded, request } from '@mitoscope/tensor/processes'
import type { BackendName } from '@mitoscope/tensor'
import { speedMessage, type Speed, type SpeedRequest } from './speed-messages.ts'

const source = new URL('./measure-speed-process.ts', import.meta.url)

/**
 * Measures the training speed for a second in a process of its own. Rejects with the end of its error output if no
 * backend opens.
 */
export async function measureSpeed(backend?: BackendName): Promise<Speed> {
  try {
    const child = forkProcess<SpeedRequest, Speed>(source, speedMessage)
    return await request(child, { backend: backend ?? null })
  } catch (error) {
    if (!(error instanceof ProcessEnded)) throw error
    throw new Error(`No backend works here:
    ${error.end.stderr.trim()}`)
  }
}
