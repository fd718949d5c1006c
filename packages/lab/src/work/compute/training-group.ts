import { findInterpolationEpoch, initialiseNetwork, planOf, taskOf } from '@mitoscope/training'
import { encodeSafetensors } from '@mitoscope/formats'
import { encodeNetwork } from '@mitoscope/training'
import type { EpochRecord, NetworkPlan, PreparedDataset, RunState, TrainingState } from '@mitoscope/training'
import { trainRuns } from '@mitoscope/training/compute'
import { listMetrics } from '../kinds/list-metrics.ts'
import { sweepOf } from '../../records/training/run-settings.ts'
import type { TrainInput, TrainOutput } from '../kinds/train-messages.ts'
import type { JobContext } from './job-body.ts'
import { storeRepresentation } from './store-representation.ts'
import { toStream } from './to-stream.ts'
import { saveState, type SavedState } from './training-state.ts'

/** Share of the work that is training; the rest is the representation. */
const trainingShare = 0.97

/** A run that trains in a group, for its own attempt at a job. */
interface Member {
  readonly input: TrainInput
  readonly context: JobContext
  /** Seconds of training before this attempt, and when this attempt began. */
  readonly before: number
  readonly began: number
  /** Last known state, from which it continues. */
  epoch: number
  state: RunState
  fraction: number
  record?: EpochRecord
  resolve(output: TrainOutput): void
  reject(reason: unknown): void
}

/** Ends a training whose members change, after their states were taken. */
class Regrouped extends Error {}

/**
 * Runs of one sweep and width that one process trains together. They come and go on their own: one that is cancelled or
 * fails leaves the others at work, and one that is behind catches up before it joins them.
 */
export class TrainingGroup {
  readonly #members = new Set<Member>()
  readonly #data: PreparedDataset
  readonly #onEmpty: () => void
  #plan: NetworkPlan | undefined
  /** Members that are being trained at the moment; the signal ends that once all of them have left. */
  #present: readonly Member[] = []
  #stop = new AbortController()
  /** True once a failure of them together has shown that they are better trained one by one. */
  #apart = false

  constructor(data: PreparedDataset, onEmpty: () => void) {
    this.#data = data
    this.#onEmpty = onEmpty
  }

  get size(): number {
    return this.#members.size
  }

  /** Adds a run, which is trained once the group is at work. Rejects with the signal's reason when its job is aborted. */
  add(input: TrainInput, context: JobContext, saved: SavedState | undefined): Promise<TrainOutput> {
    const { settings } = input
    this.#plan ??= planOf(sweepOf(settings), settings.width, this.#data)
    const fresh = () => ({
      network: initialiseNetwork(this.#plan!, settings.seed),
      optimiser: [],
      history: [],
    })
    return new Promise((resolve, reject) => {
      const member: Member = {
        input,
        context,
        before: saved?.seconds ?? 0,
        began: performance.now(),
        epoch: saved?.state.epoch ?? 0,
        state: saved?.state.runs[0] ?? fresh(),
        fraction: 0,
        resolve,
        reject,
      }
      this.#members.add(member)
      const leave = () => this.#leave(member, context.signal.reason)
      if (context.signal.aborted) leave()
      else context.signal.addEventListener('abort', leave, { once: true })
    })
  }

  /** Trains until no member is left. Never rejects: each member hears of its own end. */
  async work(): Promise<void> {
    while (this.#members.size > 0) {
      const epoch = Math.min(...[...this.#members].map((member) => member.epoch))
      const behind = [...this.#members].filter((member) => member.epoch === epoch)
      this.#present = this.#apart ? behind.slice(0, 1) : behind
      this.#stop = new AbortController()
      try {
        await this.#train(this.#present, epoch)
      } catch (error) {
        if (error instanceof Regrouped || this.#stop.signal.aborted) continue
        // The cause may be one of them, or that they are several.
        if (this.#present.length > 1) this.#apart = true
        else for (const member of this.#present) this.#leave(member, error)
      }
    }
    this.#onEmpty()
  }

  async #train(present: readonly Member[], epoch: number): Promise<void> {
    const [{ input, context }] = present
    const { settings } = input
    const { saveEvery, backend } = context
    const names = present.map((member) => member.input.name)
    const variants = present.map((member) => member.input.settings)
    let savedAt = performance.now()
    const final = await trainRuns(backend, this.#data, taskOf(sweepOf(settings), settings.width, variants), {
      resumeFrom: { epoch, runs: present.map(({ state }) => state) },
      signal: this.#stop.signal,
      onProgress: (progress) =>
        this.#forEach(present, (member) => {
          member.fraction = trainingShare * progress.fraction
          report(member, {})
        }),
      onEvaluation: (_epoch, records) =>
        this.#forEach(present, (member, i) => {
          member.record = records[i]
          report(member, { metrics: listMetrics(records[i], Date.now()) })
        }),
      onCheckpoint: (at, networks) =>
        this.#forEachInTurn(present, async (member, i) => {
          const file = encodeSafetensors(encodeNetwork(networks[i]), { epoch: String(at) })
          const stored = await member.context.blobs.put(toStream(file))
          const metrics = member.record?.epoch === at ? { ...member.record } : undefined
          report(member, { checkpoints: [{ epoch: at, ...stored, metrics }] })
        }),
      onEpoch: async (at, capture) => {
        const isLast = at >= settings.epochs
        const regroups = !isLast && this.#changesAt(at)
        if (!isLast && !regroups && performance.now() - savedAt < saveEvery) return
        const state = await capture()
        this.#forEach(present, (member, i) => updateMember(member, state, i))
        await this.#forEachInTurn(present, async (member) => {
          const { run } = member.input
          const saved = { state: { epoch: at, runs: [member.state] }, seconds: secondsOf(member) }
          report(member, { state: await saveState(member.context, run, saved) })
        })
        savedAt = performance.now()
        if (regroups) throw new Regrouped()
      },
    })
    this.#forEach(present, (member, i) => updateMember(member, final, i))
    const seconds = new Map(present.map((member) => [member, secondsOf(member)]))
    await this.#forEachInTurn(present, async (member) => {
      const output = await this.#represent(member, names, seconds.get(member)!)
      this.#members.delete(member)
      member.resolve(output)
    })
  }

  async #represent(
    { context, state, epoch }: Member,
    trainedWith: readonly string[],
    seconds: number,
  ): Promise<TrainOutput> {
    const { backend, report } = context
    report({ phase: 'representing', fraction: trainingShare })
    const plan = this.#plan!
    const representation = await storeRepresentation(context, plan, state.network, this.#data)
    const { means, deviations } = this.#data
    return {
      interpolationEpoch: findInterpolationEpoch(state.history),
      backend: backend.name,
      device: backend.device,
      epoch,
      representation,
      facts: { parameters: plan.parameters, seconds, trainedWith, means, deviations },
    }
  }

  /** Returns true if a member has left, or if one that is not being trained is no further. */
  #changesAt(epoch: number): boolean {
    if (this.#present.some((member) => !this.#members.has(member))) return true
    if (this.#apart) return false
    return [...this.#members].some((member) => !this.#present.includes(member) && member.epoch <= epoch)
  }

  /** Calls `act` for those that have not left; one for which it throws leaves. */
  #forEach(present: readonly Member[], act: (member: Member, i: number) => void): void {
    for (const [i, member] of present.entries()) if (this.#members.has(member)) act(member, i)
  }

  async #forEachInTurn(
    present: readonly Member[],
    act: (member: Member, i: number) => Promise<void>,
  ): Promise<void> {
    for (const [i, member] of present.entries()) {
      if (!this.#members.has(member)) continue
      await act(member, i).catch((error: unknown) => this.#leave(member, error))
    }
  }

  #leave(member: Member, reason: unknown): void {
    if (!this.#members.delete(member)) return
    member.reject(reason)
    if (!this.#present.some((one) => this.#members.has(one))) this.#stop.abort(new Error('All have left'))
  }
}

function updateMember(member: Member, { epoch, runs }: TrainingState, i: number): void {
  member.epoch = epoch
  member.state = runs[i]
}

function secondsOf({ before, began }: Member): number {
  return before + (performance.now() - began) / 1_000
}

function report(
  { context, fraction }: Member,
  what: Pick<Parameters<JobContext['report']>[0], 'metrics' | 'checkpoints' | 'state'>,
): void {
  context.report({ phase: 'training', fraction, ...what })
}
