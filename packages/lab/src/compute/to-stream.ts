/** Chunks in memory, as a blob store takes them. */
export async function* toStream(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks
}
