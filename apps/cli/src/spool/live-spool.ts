import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeFileAtomically } from '@mitoscope/lab/local-files'
import type { LoggedRow } from '@mitoscope/formats'
import {
  countPoints,
  nothingSent,
  type SpoolEnd,
  type SpoolRecord,
  type SpoolSource,
} from './spool-record.ts'
import { lockSpool, spoolFiles } from './spool-folder.ts'

/** Milliseconds for which lines are collected before they are written. */
const flushIntervalMs = 200
/** Characters after which collected lines are written at once, from a fast input. */
const flushAtCharacters = 2 ** 20
/** Limit of bytes held in memory while the disk cannot be written. */
const maxBytesInMemory = 256 * 2 ** 20

/**
 * The spool to which a producer's points are written while they are sent. If the disk cannot be written, the points are
 * held in memory, so that a full disk alone loses nothing while the server answers.
 */
export class LiveSpool implements SpoolSource {
  readonly record: SpoolRecord
  readonly folder: string
  readonly state = { ...nothingSent }
  isOpen = true
  /** Reason why points are held in memory; undefined if all are on the disk. */
  diskFailure?: string
  #file?: FileHandle
  #unlock?: () => Promise<void>
  /** Length of the points file in bytes. */
  #written = 0
  #pending = ''
  /** Number of points that neither the disk nor the memory could hold. */
  #lost = 0
  /**
   * Bytes that could not be written to the disk. The sender's positions continue from the end of the file into these
   * bytes.
   */
  #memory: Buffer = Buffer.alloc(0)
  /** Number of acknowledged bytes that were removed from the start of the memory. */
  #dropped = 0
  #flushing?: Promise<void>
  #wake = () => {}
  readonly #onDiskFailure: (message: string) => void
  readonly #timer: NodeJS.Timeout

  constructor(folder: string, record: SpoolRecord, onDiskFailure: (message: string) => void) {
    this.folder = folder
    this.#onDiskFailure = onDiskFailure
    this.record = record
    this.#timer = setInterval(() => void this.flush(), flushIntervalMs)
  }

  get keyPrefix(): string {
    // Bytes in memory may be written at other positions than they were sent from.
    return this.diskFailure === undefined ? this.record.id : `${this.record.id}-${process.pid}`
  }

  /** Adds rows. The returned promise slows down a fast input until they are being written. */
  async add(rows: readonly LoggedRow[]): Promise<void> {
    this.#pending += formatRows(rows, this.record.isLive ? Date.now() : undefined)
    if (this.#pending.length > flushAtCharacters) await this.flush()
  }

  /** Adds the end of the producer; nothing may be added after it. */
  async close(end: SpoolEnd): Promise<void> {
    this.#pending += formatEnd(end)
    await this.flush()
    this.isOpen = false
    this.#wake()
  }

  /** Writes the added rows. Never rejects: bytes that cannot be written stay in memory. */
  async flush(): Promise<void> {
    while (this.#flushing) await this.#flushing
    if (this.#pending === '') return
    this.#flushing = this.#write().finally(() => (this.#flushing = undefined))
    await this.#flushing
    this.#wake()
  }

  async read(from: number, length: number): Promise<Buffer> {
    if (from >= this.#written) {
      // The bytes are being written to the disk, and are sent from there.
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
      // The server has the sent points, and sending them again with the same keys changes nothing.
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

  /** Tries once more to write the memory to the disk. Returns the number of lost points. */
  async saveMemory(): Promise<number> {
    clearInterval(this.#timer)
    await this.flush()
    if (this.diskFailure === undefined) return 0
    const at = Math.min(this.state.acknowledged, this.#written)
    // Bytes that the server has are removed from the memory.
    await this.read(this.state.acknowledged, 0)
    await this.#append(this.#memory).catch(() => {})
    Object.assign(this.state, { acknowledged: at, batchEnd: undefined })
    const files = spoolFiles(this.folder)
    await writeFileAtomically(files.state, JSON.stringify(this.state)).catch(() => {})
    return this.#lost + countPoints(this.#memory)
  }

  /** Closes the spool: removes it if everything is acknowledged, else leaves it to mitoscope sync. */
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

  /** Moves bytes from the memory to the disk. If the disk is full, writes as many whole lines as fit, and rejects. */
  async #append(bytes: Buffer): Promise<void> {
    await this.#openFiles()
    const file = this.#file!
    let taken = 0
    try {
      while (taken < bytes.length)
        taken += (await file.write(bytes, taken, bytes.length - taken)).bytesWritten
      await file.datasync()
    } catch (error) {
      // Half a line must not stay in the file, because the next line would be joined to it.
      taken = bytes.subarray(0, taken).lastIndexOf(newline) + 1
      await file.truncate(this.#written + taken).catch(() => {})
      throw error
    } finally {
      this.#written += taken
      this.#memory = this.#memory.subarray(taken)
    }
  }

  #hold(bytes: Buffer): void {
    if (this.#memory.length + bytes.length <= maxBytesInMemory)
      this.#memory = this.#memory.length === 0 ? bytes : Buffer.concat([this.#memory, bytes])
    else this.#lost += countPoints(bytes)
  }
}

const newline = 10

const names = new Map<string, string>()
const maxNames = 10_000

/** Returns rows as lines of a spool. */
function formatRows(rows: readonly LoggedRow[], time?: number): string {
  const at = time === undefined ? '' : `,"time":${time}`
  let text = ''
  for (const { step, values } of rows) {
    if (values.length === 0) continue
    let fields = ''
    for (const [name, value] of values) fields += `,${formatName(name)}:${value}`
    text += `{"step":${step}${at},"values":{${fields.slice(1)}}}\n`
  }
  return text
}

/** Returns the end of the producer as the last line of a spool. */
function formatEnd(end: SpoolEnd): string {
  return `${JSON.stringify({ end })}\n`
}

function formatName(name: string): string {
  let text = names.get(name)
  if (text === undefined) {
    if (names.size > maxNames) names.clear()
    names.set(name, (text = JSON.stringify(name)))
  }
  return text
}
