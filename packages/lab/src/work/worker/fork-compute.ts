import { constants, setPriority } from 'node:os'
import { forkProcess, type ForkedProcess, type ProcessEnd } from '@mitoscope/tensor/processes'
import type { AttemptFailure } from '../compute/describe-failure.ts'
import { fromCompute, type FromCompute, type OpenMessage, type ToCompute } from '../compute/messages.ts'

export type Opened = Omit<FromCompute & { type: 'opened' }, 'type'>

/** Compute process, as its worker sees it. */
export interface ComputeProcess extends ForkedProcess<ToCompute, FromCompute> {
  /** Resolves when its backend is open. Rejects with a ComputeFailure. */
  readonly opened: Promise<Opened>
}

/** Error of a compute process that could not do its work. */
export class ComputeFailure extends Error {
  readonly failure: AttemptFailure

  constructor(failure: AttemptFailure) {
    super(failure.message)
    this.failure = failure
  }
}

const source = new URL('../compute/compute-process.ts', import.meta.url)
/** Pattern of TensorFlow's harmless log lines. */
const harmlessLines = /^I\d{4} |^WARNING: All log messages before absl/

export interface ForkOptions {
  /** Variables added to the environment, for example to select the GPU. */
  readonly env?: NodeJS.ProcessEnv
  /** True to compute below the usual priority. */
  readonly givesWay: boolean
}

/** Starts a compute process and opens its backend. */
export function forkCompute(open: OpenMessage, { env, givesWay }: ForkOptions): ComputeProcess {
  const compute = forkProcess<ToCompute, FromCompute>(source, fromCompute, {
    env: {
      TF_ENABLE_ONEDNN_OPTS: process.env.TF_ENABLE_ONEDNN_OPTS ?? '1',
      TF_CPP_MIN_LOG_LEVEL: process.env.TF_CPP_MIN_LOG_LEVEL ?? '1',
      ...env,
    },
  })
  if (givesWay) lowerPriority(compute.pid)
  const opened = new Promise<Opened>((resolve, reject) => {
    const fail = (failure: AttemptFailure) => reject(new ComputeFailure(failure))
    compute.listen(
      (message) => {
        if (message.type === 'opened') resolve(message)
        else if (message.type === 'failure' && message.attempt === null) fail(message)
      },
      (end) => fail(describeEnd(end)),
    )
  })
  opened.catch(() => {})
  compute.send(open)
  return { ...compute, opened }
}

/** Lowers the priority of a compute process, so that the server beside it stays responsive. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It is gone already, or the system does not let us; it computes all the same.
  }
}

/** Describes the end of a compute process for the attempts that it leaves. */
export function describeEnd({ reason, stderr }: ProcessEnd): AttemptFailure {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !harmlessLines.test(line))
  const said = lines.length === 0 ? '' : ` It said at last: ${lines.join('\n')}`
  return { code: 'COMPUTE_DIED', message: `The compute process ${reason}.${said}`, final: false }
}
