import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeFileAtomically } from '@mitoscope/lab/local-files'
import type { LoggedRow } from '../logging/logged-row.ts'
import { countPoints } from './count-points.ts'
import { formatEnd, formatRows } from './format-rows.ts'
import { lockSpool } from './lock-spool.ts'
import { spoolFiles } from './spool-folder.ts'
import { nothingSent, type SpoolEnd, type SpoolRecord } from './spool-record.ts'
import type { SpoolSource } from './spool-source.ts'

/** Milliseconds for which lines are gathered before they are written. */
const flushEveryMs = 200
/** Characters that are written at once, while a fast input goes on. */
const flushAtCharacters = 2 ** 20
/** Bytes that are held in memory where the disk takes none. */
const mostInMemory = 256 * 2 ** 20

/**
 * The spool that a producer's points are written to while they are sent. Where the disk does not take them they are held
 * in memory, so that a full disk alone loses nothing as long as the server answers.
 */
export class LiveSpool implements SpoolSource {
  readonly record: SpoolRecord
  readonly folder: string
  readonly state = { ...nothingSent }
  isOpen = true
  /** Reason why points are held in memory; undefined where all are on the disk. */
  diskFailure?: string
  #file?: FileHandle
  #unlock?: () => Promise<void>
  /** Bytes of the points file. */
  #written = 0
  #pending = ''
  /** Points that neither the disk nor the memory could hold. */
  #lost = 0
  /** Bytes that the disk did not take, from the end of the file on; the sender's place in it is counted on from there. */
  #memory: Buffer = Buffer.alloc(0)
  /** Bytes that stood before it and were acknowledged. */
  #dropped = 0
  #flushing?: Promise<void>
  #wake = () => {}
  readonly #onDiskFailure: (message: string) => void
  readonly #timer: NodeJS.Timeout

  constructor(folder: string, record: SpoolRecord, onDiskFailure: (message: string) => void) {
    this.folder = folder
    this.#onDiskFailure = onDiskFailure
    this.record = record
    this.#timer = setInterval(() => void this.flush(), flushEveryMs)
  }

  get keyPrefix(): string {
    // What is in memory may be written to other places later than it was sent from.
    return this.diskFailure === undefined ? this.record.id : `${this.record.id}-${process.pid}`
  }

  /** Adds rows; the returned promise holds a fast input back until they are on their way to the disk. */
  async add(rows: readonly LoggedRow[]): Promise<void> {
    this.#pending += formatRows(rows)
    if (this.#pending.length > flushAtCharacters) await this.flush()
  }

  /** Adds how the producer ended; nothing comes after it. */
  async close(end: SpoolEnd): Promise<void> {
    this.#pending += formatEnd(end)
    await this.flush()
    this.isOpen = false
    this.#wake()
  }

  /** Writes what has been added. Never rejects: what the disk does not take stays in memory. */
  async flush(): Promise<void> {
    while (this.#flushing) await this.#flushing
    if (this.#pending === '') return
    this.#flushing = this.#write().finally(() => (this.#flushing = undefined))
    await this.#flushing
    this.#wake()
  }

  async read(from: number, length: number): Promise<Buffer> {
    if (from >= this.#written) {
      // On its way to the disk; it is sent from there.
      if (this.diskFailure === undefined) return Buffer.alloc(0)
      const at = from - this.#written - this.#dropped
      if (at > 0) {
        this.#memory = this.#memory.subarray(at)
        this.#dropped += at
      }
      return this.#memory.subarray(0, length)
    }
    const buffer = Buffer.alloc(Math.min(length, this.#written - from))
    const { bytesRead } = await this.#file!.read(buffer, 0, buffer.length, from)
    return buffer.subarray(0, bytesRead)
  }

  async saveState(): Promise<void> {
    if (!this.#file || this.diskFailure !== undefined) return
    try {
      await writeFileAtomically(spoolFiles(this.folder).state, JSON.stringify(this.state))
    } catch {
      // The server has what was sent; sent again under the same keys it changes nothing.
    }
  }

  async changed(ms: number, from: number): Promise<void> {
    const inMemory = this.diskFailure === undefined ? 0 : this.#dropped + this.#memory.length
    if (!this.isOpen || this.#written + inMemory > from) return
    const waiting = new AbortController()
    const woken = new Promise<void>((resolve) => (this.#wake = resolve))
    await Promise.race([woken, sleep(ms, undefined, { signal: waiting.signal }).catch(() => {})])
    waiting.abort()
  }

  /** Tries once more to write to the disk what is in memory. Returns how many points are lost. */
  async saveMemory(): Promise<number> {
    clearInterval(this.#timer)
    await this.flush()
    if (this.diskFailure === undefined) return 0
    const at = Math.min(this.state.acknowledged, this.#written)
    // What the server has leaves the memory.
    await this.read(this.state.acknowledged, 0)
    await this.#append(this.#memory).catch(() => {})
    Object.assign(this.state, { acknowledged: at, batchEnd: undefined })
    const files = spoolFiles(this.folder)
    await writeFileAtomically(files.state, JSON.stringify(this.state)).catch(() => {})
    return this.#lost + countPoints(this.#memory)
  }

  /** Gives the spool up: removes it where all of it is acknowledged, else leaves it to mitoscope sync. */
  async leave(isDone: boolean): Promise<void> {
    clearInterval(this.#timer)
    await this.#file?.close().catch(() => {})
    if (isDone) await rm(this.folder, { recursive: true, force: true }).catch(() => {})
    else await this.#unlock?.().catch(() => {})
  }

  async #write(): Promise<void> {
    const bytes = Buffer.from(this.#pending)
    this.#pending = ''
    this.#hold(bytes)
    if (this.diskFailure !== undefined) return
    try {
      await this.#append(this.#memory)
    } catch (error) {
      this.diskFailure = (error as Error).message
      this.#onDiskFailure(`${this.folder} cannot be written (${this.diskFailure}): points wait in memory.`)
    }
  }

  async #openFiles(): Promise<void> {
    if (this.#file) return
    const files = spoolFiles(this.folder)
    await mkdir(this.folder, { recursive: true })
    this.#unlock ??= await lockSpool(this.folder)
    await writeFileAtomically(files.record, `${JSON.stringify(this.record, null, 2)}\n`)
    this.#file = await open(files.points, 'a+')
  }

  /** Moves bytes from the memory to the disk: all of them, or, before it rejects, as many whole lines as fit. */
  async #append(bytes: Buffer): Promise<void> {
    await this.#openFiles()
    const file = this.#file!
    let taken = 0
    try {
      while (taken < bytes.length)
        taken += (await file.write(bytes, taken, bytes.length - taken)).bytesWritten
      await file.datasync()
    } catch (error) {
      // Half a line must not stay: what comes next would be joined to it.
      taken = bytes.subarray(0, taken).lastIndexOf(newline) + 1
      await file.truncate(this.#written + taken).catch(() => {})
      throw error
    } finally {
      this.#written += taken
      this.#memory = this.#memory.subarray(taken)
    }
  }

  #hold(bytes: Buffer): void {
    if (this.#memory.length + bytes.length <= mostInMemory)
      this.#memory = this.#memory.length === 0 ? bytes : Buffer.concat([this.#memory, bytes])
    else this.#lost += countPoints(bytes)
  }
}

const newline = 10
