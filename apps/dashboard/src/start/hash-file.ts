import { Sha256 } from './sha256.ts'

const pieceBytes = 2 ** 21

/** The SHA-256 of a file in hex, read piece by piece, so that neither memory nor the page suffers. */
export async function hashFile(
  file: Blob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = new Sha256()
  for (let at = 0; at < file.size; at += pieceBytes) {
    signal.throwIfAborted()
    hash.update(new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()))
    onProgress(Math.min(1, (at + pieceBytes) / file.size))
    // Lets the page draw and answer keys between pieces.
    await new Promise((resolve) => setTimeout(resolve))
  }
  return hash.finish()
}
