const pieceBytes = 2 ** 21

/**
 * The SHA-256 of a file in hex, read piece by piece, so that neither memory nor the page suffers. The browser's own
 * hashes whole files only, and none on a plain http address.
 */
export async function hashFile(
  file: Blob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const [{ sha256 }, { bytesToHex }] = await Promise.all([
    import('@noble/hashes/sha2.js'),
    import('@noble/hashes/utils.js'),
  ])
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += pieceBytes) {
    signal.throwIfAborted()
    // Waiting for each piece lets the page draw and answer keys; timers would be slow while it is hidden.
    hash.update(new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()))
    onProgress(Math.min(1, (at + pieceBytes) / file.size))
  }
  return bytesToHex(hash.digest())
}
