import { openBackend } from '@mitoscope/tensor/compute'
import { parseToProcess, type FromProcess, type OpenMessage } from './messages.ts'
import { readDataset } from '@mitoscope/lab/local-files'
import { locateSweep } from './sweep-folder.ts'
import { trainGroup, type GroupContext } from './train-group.ts'

// Entry file of a training process. It is opened once, and then trains one group after another until it is stopped.

const stop = new AbortController()
let context: GroupContext | undefined
let work: Promise<void> = Promise.resolve()

// The sweep that started this process decides when it ends, even if the terminal interrupts both.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(1))
process.on('message', (message) => {
  work = work.then(() => answer(message)).catch(fail)
  if ((message as { type?: unknown } | null)?.type === 'stop') stop.abort()
})

async function answer(received: unknown): Promise<void> {
  const message = parseToProcess(received)
  if (message.type === 'open') {
    context = await open(message)
    const { name, device, gpu } = context.backend
    return send({ type: 'opened', backend: name, device, gpu })
  }
  if (message.type === 'stop') {
    await send({ type: 'stopped' })
    process.exit(0)
  }
  if (context === undefined) throw new Error('A group was to be trained before the process was opened')
  const { group } = message
  await trainGroup(context, group, {
    onProgress: (progress) => void send({ type: 'progress', group: group.name, ...progress }),
    signal: stop.signal,
  })
  await send({ type: 'finished', group: group.name })
}

async function open(message: OpenMessage): Promise<GroupContext> {
  const { config, folder, saveEvery } = message
  const data = await readDataset(
    config,
    message.dataFolder ?? undefined,
    (text) => void send({ type: 'notice', text }),
  )
  const backend = await openBackend({
    backend: message.backend ?? undefined,
    threads: message.threads ?? undefined,
  })
  return { backend, data, config, folder: locateSweep(folder), saveEvery }
}

async function fail(error: unknown): Promise<void> {
  if (stop.signal.aborted) return
  await send({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  process.exit(1)
}

/** Resolves once the message is sent, so that exiting right after does not lose it. */
function send(message: FromProcess): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send!(message, undefined, undefined, () => resolve())
    else resolve()
  })
}
