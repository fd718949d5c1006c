import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { LoggedRow } from '@mitoscope/formats'
import { parseTimes } from '../lab/lab-settings.ts'
import { connect } from '../remote/connect.ts'
import { LiveSpool } from '../spool/live-spool.ts'
import { sendSpool, type Stopped } from '../spool/send-spool.ts'
import type { OnConflict, SpoolEnd, SpoolState, SpoolTarget } from '../spool/spool-record.ts'
import { exitCodes } from '../terminal/exit-codes.ts'

export interface LogTarget {
  readonly server: string
  /** Name of the input, for messages. */
  readonly source: string
  readonly target: SpoolTarget
  readonly onConflict: OnConflict
  /** True if the values are as old as their lines. */
  readonly isLive: boolean
  /** Folder of the spools. */
  readonly spools: string
  /** Milliseconds to wait for an unreachable server after the end of the input. */
  readonly waitMs: number
}

/** Outcome of logging a run. */
interface LogOutcome {
  readonly state: SpoolState
  /** Reason if some points are not on the server. */
  readonly stopped?: Stopped
  /** Folder of the points that are not on the server. */
  readonly folder: string
  readonly waiting: number
  /** Number of lost points, which neither the server nor the disk accepted. */
  readonly lost: number
}

/** Logs the points of one run: writes them to a spool, and sends them from there in the background. */
export class RunLog {
  readonly #to: LogTarget
  readonly #onTrouble: (message: string) => void
  readonly #abort = new AbortController()
  #spool?: LiveSpool
  #sending?: Promise<Stopped | undefined>
  #points = 0
  #closedAt = 0
  #waitMs: number

  constructor(to: LogTarget, onTrouble: (message: string) => void) {
    this.#to = to
    this.#onTrouble = onTrouble
    this.#waitMs = to.waitMs
  }

  /** Adds rows. The first row with a value creates the spool; the run is created when it is sent. Never rejects. */
  async add(rows: readonly LoggedRow[]): Promise<void> {
    for (const { values } of rows) this.#points += values.length
    if (this.#points === 0) return
    this.#spool ??= this.#start()
    await this.#spool.add(rows)
  }

  /** Ends the log and waits until everything is sent or given up. Resolves with undefined if nothing was added. */
  async end(end: SpoolEnd, waitMs = this.#to.waitMs): Promise<LogOutcome | undefined> {
    const spool = this.#spool
    if (!spool) return undefined
    this.#waitMs = waitMs
    this.#closedAt = performance.now()
    await spool.close(end)
    const stopped = await this.#sending
    const { state } = spool
    const lost = stopped === undefined ? 0 : await spool.saveMemory()
    const waiting = this.#points - state.added - state.equal - state.differing - lost
    await spool.leave(stopped === undefined)
    return { state, stopped, folder: spool.folder, waiting, lost }
  }

  /** Saves the received points at once, for a process that must end now. */
  async abandon(end: SpoolEnd): Promise<LogOutcome | undefined> {
    this.#abort.abort()
    return this.end(end, 0)
  }

  #start(): LiveSpool {
    const { spools, waitMs: _, ...record } = this.#to
    const createdAt = new Date().toISOString()
    const id = `${createdAt.replaceAll(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`
    const spool = new LiveSpool(join(spools, id), { version: 1, id, createdAt, ...record }, this.#onTrouble)
    this.#sending = this.#send(spool)
    return spool
  }

  async #send(spool: LiveSpool): Promise<Stopped | undefined> {
    let stopped: Stopped | undefined
    try {
      const connection = await connect(this.#to.server, { retryMs: 0 })
      stopped = await sendSpool(spool, connection, {
        signal: this.#abort.signal,
        heartbeatMs: parseTimes()?.logHeartbeat,
        giveUpAt: () => (spool.isOpen ? Infinity : this.#closedAt + this.#waitMs),
        onTrouble: this.#onTrouble,
      })
    } catch (error) {
      // No error may stop the producer: its points wait in the spool.
      stopped = { reason: (error as Error).message, isTransient: false }
    }
    if (stopped && spool.isOpen)
      this.#onTrouble(`${stopped.reason} Nothing more is sent; the points are kept in ${spool.folder}.`)
    return stopped
  }
}

/** Returns the final output of a log and its exit code. */
export function describeOutcome(
  outcome: LogOutcome | undefined,
  onConflict: OnConflict,
): { stdout?: string; stderr?: string; exitCode: number } {
  if (!outcome) return { exitCode: 0 }
  const { state, stopped, lost } = outcome
  const run = state.runId === undefined ? '' : ` in run ${state.runId}`
  const stdout = [`${sayPoints(state.added)} logged${run}`]
  if (state.equal > 0) stdout.push(`${state.equal} were there already with the same value`)
  if (state.differing > 0) {
    const values = onConflict === 'REPLACE' ? 'replaced by the new values' : 'which stays: --on-conflict replace takes the new one' // prettier-ignore
    stdout.push(`${state.differing} had another value there, ${values}`)
  }
  if (!stopped) return { stdout: stdout.join('; '), exitCode: 0 }
  return {
    stdout: stdout.join('; '),
    stderr: describeStopped(outcome, stopped, onConflict),
    exitCode: stopped.isTransient && lost === 0 ? exitCodes.partlyDone : exitCodes.wrongUse,
  }
}

function describeStopped(
  { folder, waiting, lost }: LogOutcome,
  { reason, runId, isTransient }: Stopped,
  onConflict: OnConflict,
): string {
  const told = [reason]
  if (lost > 0) told.push(`${lost} points are lost: the disk did not take them either.`)
  if (waiting === 0 && lost > 0) return told.join('\n')
  const what =
    waiting > 0
      ? `${sayPoints(waiting)} ${waiting === 1 ? 'waits' : 'wait'} in ${folder}`
      : `The end of the run waits in ${folder}`
  const when = isTransient ? 'Send' : 'Once that is mended, send'
  told.push(`${what}. ${when} them with: mitoscope sync ${folder}`)
  if (runId !== undefined && onConflict !== 'REFUSE')
    told.push(`To log them to the run that has the key: mitoscope sync ${folder} --run ${runId}`)
  if (onConflict === 'REFUSE')
    told.push(`To keep what is there, or to replace it, add --on-conflict keep or --on-conflict replace.`)
  told.push(`To give them up, remove the folder.`)
  return told.join('\n')
}

function sayPoints(count: number): string {
  return count === 1 ? '1 point' : `${count} points`
}
