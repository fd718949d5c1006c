import type { Backend } from '../backend.ts'
import { BackendUnavailable } from '../backend-name.ts'
import { openByName } from '../open-backend.ts'
import { receiveFromParent, sendToParent } from '../processes/answer-parent.ts'
import { examineRequest, type BackendReport, type ExamineRequest } from './backend-report.ts'

/**
 * Entry of the process that examines one backend. It receives a request as a message and sends the report as a message.
 */
receiveFromParent(examineRequest, async (request) => {
  await sendToParent(await examine(request))
  // Threads of the libraries would keep the process alive.
  process.exit(0)
})

async function examine({ name, measure }: ExamineRequest): Promise<BackendReport> {
  try {
    const backend = await openByName(name, true)
    const software = backend.device.endsWith('(software)')
    const gramPrecision = name === 'webgpu' ? 'float32' : 'float64'
    const { device, version, gpu } = backend
    const report = { name, present: true as const, device, version, gpu, software, gramPrecision } as const
    return measure ? { ...report, ...(await measureProduct(backend, software ? 256 : 1024)) } : report
  } catch (error) {
    if (error instanceof BackendUnavailable) {
      return { name, present: false, reason: error.reason, remedy: error.remedy }
    }
    const reason = error instanceof Error ? error.message : String(error)
    return { name, present: false, reason, remedy: 'Use another backend, and report this' }
  }
}

async function measureProduct(
  backend: Backend,
  size: number,
): Promise<{ gigaflops: number; productSize: number }> {
  const { tf } = backend
  const a = tf.randomNormal([size, size])
  const multiply = async (times: number) => {
    const start = performance.now()
    for (let time = 1; time < times; time++) tf.matMul(a, a).dispose()
    const last = tf.matMul(a, a)
    // A GPU only queues the work until a result is read.
    const corner = tf.slice(last, [0, 0], [1, 1])
    await corner.data()
    tf.dispose([last, corner])
    return (performance.now() - start) / 1e3
  }
  await multiply(1)
  const times = Math.max(1, Math.min(200, Math.round(0.3 / (await multiply(1)))))
  const seconds = Math.min(await multiply(times), await multiply(times))
  return { gigaflops: (2 * size ** 3 * times) / seconds / 1e9, productSize: size }
}
