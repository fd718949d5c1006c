import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Length in characters above which a line is passed on in parts. */
const maxPartLength = 2 ** 20

export interface Line {
  readonly text: string
  /** Number of the line, from 1. */
  readonly number: number
  /** True if the line ends with a line break. Only the last line, or a part of a long one, may lack it. */
  readonly whole: boolean
  /** True if more of the same line follows. */
  readonly isPart?: boolean
}

/** Splits text that arrives in pieces into lines. */
export class LineSplitter {
  #rest = ''
  #number = 1

  /** Adds a piece. Returns the lines that it completes, and parts of a very long one. */
  push(piece: string): Line[] {
    const lines: Line[] = []
    let start = 0
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', start)) {
      lines.push({ text: this.#rest + piece.slice(start, end), number: this.#number++, whole: true })
      this.#rest = ''
      start = end + 1
    }
    this.#rest += piece.slice(start)
    if (this.#rest.length > maxPartLength) {
      lines.push({ text: this.#rest, number: this.#number, whole: false, isPart: true })
      this.#rest = ''
    }
    return lines
  }

  /** Returns the last line if it has no line break. */
  end(): Line[] {
    return this.#rest === '' ? [] : [{ text: this.#rest, number: this.#number, whole: false }]
  }
}

/**
 * Decodes a stream of bytes to text: UTF-8 or UTF-16, with or without a byte order mark, optionally compressed with
 * gzip.
 */
export async function* decodeText(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const bytes = input[Symbol.asyncIterator]()
  let head = new Uint8Array()
  while (head.length < 4) {
    const { done, value } = await bytes.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  const whole = joined(head, bytes)
  if (head[0] === 0x1f && head[1] === 0x8b) return yield* decodeText(gunzip(whole))
  const decoder = new TextDecoder(findEncoding(head))
  for await (const chunk of whole) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function* joined(
  head: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (head.length > 0) yield head
  for (;;) {
    const { done, value } = await rest.next()
    if (done) return
    yield value
  }
}

function gunzip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = Readable.from(bytes)
  const unpacked = createGunzip()
  source.on('error', (error) => unpacked.destroy(error))
  return source.pipe(unpacked)
}

function findEncoding([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first > 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second > 0)) return 'utf-16be'
  return 'utf-8'
}
