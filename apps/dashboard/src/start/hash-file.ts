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
    hash.update(new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()))
    onProgress(Math.min(1, (at + pieceBytes) / file.size))
    // Lets the page draw and answer keys between pieces.
    await new Promise((resolve) => setTimeout(resolve))
  }
  return bytesToHex(hash.digest())
}
