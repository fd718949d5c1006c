import { mkdir, open, rm, utimes, type FileHandle } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { lockFile, writeFileAtomically } from '@mitoscope/lab/local-files'
import type { LoggedRow } from '../logging/logged-row.ts'
import { formatEnd, formatRows } from './format-rows.ts'
import { spoolFiles } from './spool-folder.ts'
import { nothingSent, type SpoolEnd, type SpoolRecord } from './spool-record.ts'
import type { SpoolSource } from './spool-source.ts'

/** Milliseconds for which lines are gathered before they are written. */
const flushEveryMs = 200
/** Characters that are written at once, while a fast input goes on. */
const flushAtCharacters = 2 ** 20
/** Bytes that are held in memory where the disk takes none. */
const mostInMemory = 256 * 2 ** 20
const touchEveryMs = 10_000

/**
 * The spool that a producer's points are written to while they are sent. Where the disk does not take them they are held
 * in memory, so that a full disk alone loses nothing as long as the server answers.
 */
export class LiveSpool implements SpoolSource {
  readonly record: SpoolRecord
  readonly folder: string
  readonly state = { ...nothingSent }
  isOpen = true
  /** Why points are held in memory; undefined where all are on the disk. */
  diskFailure?: string
  /** Points that neither the disk nor the memory could hold. */
  lost = 0
  #file?: FileHandle
  #unlock?: () => Promise<void>
  /** Bytes of the points file. */
  #written = 0
  #pending = ''
  /** What the disk did not take, from the end of the file on; the sender's place in it is counted on from there. */
  #memory = Buffer.alloc(0)
  /** Bytes that stood before it and were acknowledged. */
  #dropped = 0
  #flushing?: Promise<void>
  #wake = () => {}
  readonly #onDiskFailure: (message: string) => void
  readonly #timer: NodeJS.Timeout
  #touchedAt = 0

  constructor(folder: string, record: SpoolRecord, onDiskFailure: (message: string) => void) {
    this.folder = folder
    this.#onDiskFailure = onDiskFailure
    this.record = record
    this.#timer = setInterval(() => void this.#tick(), flushEveryMs)
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
    if (!this.isOpen || this.#written + this.#dropped + this.#memory.length > from) return
    const waiting = new AbortController()
    const woken = new Promise<void>((resolve) => (this.#wake = resolve))
    await Promise.race([woken, sleep(ms, undefined, { signal: waiting.signal }).catch(() => {})])
    waiting.abort()
  }

  /** Tries once more to write to the disk what is in memory. Returns whether all of it is there now. */
  async saveMemory(): Promise<boolean> {
    clearInterval(this.#timer)
    await this.flush()
    if (this.diskFailure === undefined) return true
    const at = Math.min(this.state.acknowledged, this.#written)
    try {
      await this.read(this.state.acknowledged, 0)
      await this.#openFiles()
      await this.#append(this.#memory)
      this.diskFailure = undefined
      this.state.acknowledged = at
      this.state.batchEnd = undefined
      await writeFileAtomically(spoolFiles(this.folder).state, JSON.stringify(this.state))
      return true
    } catch {
      return false
    }
  }

  /** Gives the spool up: removes it where all of it is acknowledged, else leaves it to mitoscope sync. */
  async leave(isDone: boolean): Promise<void> {
    clearInterval(this.#timer)
    await this.#file?.close().catch(() => {})
    if (isDone) await rm(this.folder, { recursive: true, force: true }).catch(() => {})
    else await this.#unlock?.().catch(() => {})
  }

  async #tick(): Promise<void> {
    await this.flush()
    const now = Date.now()
    if (!this.#unlock || now - this.#touchedAt < touchEveryMs) return
    this.#touchedAt = now
    // Tells other machines, which cannot see this process, that it lives.
    await utimes(spoolFiles(this.folder).lock, new Date(), new Date()).catch(() => {})
  }

  async #write(): Promise<void> {
    const bytes = Buffer.from(this.#pending)
    this.#pending = ''
    if (this.diskFailure === undefined) {
      try {
        await this.#openFiles()
        await this.#append(bytes)
        return
      } catch (error) {
        this.diskFailure = (error as Error).message
        this.#onDiskFailure(`${this.folder} cannot be written (${this.diskFailure}): points wait in memory.`)
      }
    }
    this.#hold(bytes)
  }

  async #openFiles(): Promise<void> {
    if (this.#file) return
    const files = spoolFiles(this.folder)
    await mkdir(this.folder, { recursive: true })
    this.#unlock = await lockFile(files.lock, (holder) => `${this.folder} is written by ${holder}.`)
    await writeFileAtomically(files.record, `${JSON.stringify(this.record, null, 2)}\n`)
    this.#file = await open(files.points, 'a+')
  }

  async #append(bytes: Buffer): Promise<void> {
    const file = this.#file!
    try {
      for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten
      await file.datasync()
    } catch (error) {
      // Half a line must not stay: what comes next would be joined to it.
      await file.truncate(this.#written).catch(() => {})
      throw error
    }
    this.#written += bytes.length
  }

  #hold(bytes: Buffer): void {
    if (this.#memory.length + bytes.length <= mostInMemory) {
      this.#memory = Buffer.concat([this.#memory, bytes])
      return
    }
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) this.lost++
  }
}
