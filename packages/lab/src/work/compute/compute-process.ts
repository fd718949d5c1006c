import { openBackend, type Backend } from '@mitoscope/tensor/compute'
import { receiveFromParent, sendToParent } from '@mitoscope/tensor/processes'
import { openBlobStore } from '../../platform/blobs/open-blob-store.ts'
import type { JobKindName } from '../../platform/queue/job.ts'
import { describeFailure } from './describe-failure.ts'
import type { JobContext } from './job-body.ts'
import { jobBodies } from './job-bodies.ts'
import { toCompute, type FromCompute, type OpenMessage, type ToCompute } from './messages.ts'

// Entry file of a compute process: opened once, it computes one job after another as long as its worker lives.

type Opened = Pick<JobContext, 'backend' | 'blobs' | 'dataFolder' | 'saveEvery'>

let opened: Promise<Opened> | undefined
/** Running attempts by id: the next may begin before the last message of the previous one is sent. */
const running = new Map<string, AbortController>()

// The worker decides when this process ends, also when the terminal or the system signals all of them at once.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit(1))
receiveFromParent(toCompute, (message) => {
  handleMessage(message).catch(async (error) => {
    await send({ type: 'failure', attempt: null, ...describeFailure(error) })
    process.exit(1)
  })
})

async function handleMessage(message: ToCompute): Promise<void> {
  if (message.type === 'open') {
    opened = open(message)
    const { name, device, gpu } = (await opened).backend
    return send({ type: 'opened', backend: name, device, gpu })
  }
  if (message.type === 'start') return runJob(message)
  running.get(message.attempt)?.abort(new Error('The job was cancelled'))
}

async function open(message: OpenMessage): Promise<Opened> {
  const { backend: asked, threads, blobFolder, blobUrl, dataFolder, saveEvery } = message
  const backend: Backend = await openBackend({ backend: asked ?? undefined, threads: threads ?? undefined })
  const blobs = await openBlobStore(blobFolder, blobUrl ?? undefined)
  return { backend, blobs, dataFolder: dataFolder ?? undefined, saveEvery }
}

async function runJob({ attempt, kind, input, together }: ToCompute & { type: 'start' }): Promise<void> {
  const controller = new AbortController()
  running.set(attempt, controller)
  try {
    if (opened === undefined) throw new Error('A job was started before the process was opened')
    const body = jobBodies[kind as JobKindName]
    if (body === undefined) throw new Error(`This version computes no jobs of kind "${kind}"`)
    const output = await body(input, {
      ...(await opened),
      report: (progress) => void (running.has(attempt) && send({ type: 'progress', attempt, progress })),
      signal: controller.signal,
      together,
    })
    running.delete(attempt)
    await send({ type: 'result', attempt, output })
  } catch (error) {
    running.delete(attempt)
    const failure = controller.signal.aborted
      ? { code: 'CANCELLED', message: 'The job was cancelled.', final: true }
      : describeFailure(error)
    await send({ type: 'failure', attempt, ...failure })
  }
}

const send = (message: FromCompute) => sendToParent(message)
