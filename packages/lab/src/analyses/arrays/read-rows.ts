/**
 * Yields the rows of a JSON array of numbers as the bytes arrive: cuts [1, 2, 3] into rows of `length`, and
 * pads the rows of [[1, 2], [3]] with NaN. A null becomes NaN.
 */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Float64Array> {
  let row = new Float64Array(length)
  let at = 0
  let depth = 0
  let token = ''
  const add = () => {
    if (token === '') return
    row[at++] = token === 'null' ? NaN : Number(token)
    token = ''
  }
  const take = () => {
    const taken = row.fill(NaN, at)
    row = new Float64Array(length)
    at = 0
    return taken
  }
  for await (const chunk of chunks) {
    // Digits, signs, brackets and the word null: a byte is a character.
    for (const character of Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')) {
      if (character === '[') depth++
      else if (character === ',' || character === ']') {
        add()
        if (depth === 1 && at === length && length > 0) yield take()
        if (character === ']' && depth-- === 2) yield take()
      } else token += character
    }
  }
}
