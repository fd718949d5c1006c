/** Yields chunks in memory as the stream that a blob store takes. */
export async function* toStream(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks
}
