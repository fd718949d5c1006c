import type { Upload } from 'tus-js-client'

/**
 * Sends a file by the tus protocol from where it stopped. Rejects with an Error in the server's words for what it does not
 * take, and with the signal's reason once that is aborted: what arrived until then stays, for the next time.
 */
export async function sendBytes(
  file: File,
  uploadUrl: string,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { Upload } = await import('tus-js-client')
  signal.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const upload: Upload = new Upload(file, {
      uploadUrl: new URL(uploadUrl, window.location.origin).href,
      uploadSize: file.size,
      chunkSize: 16 * 2 ** 20,
      retryDelays: [500, 1_000, 2_000, 5_000, 10_000],
      // The server knows an upload again by its bytes: nothing needs to be remembered here.
      storeFingerprintForResuming: false,
      onProgress: (sent) => onProgress(file.size === 0 ? 1 : sent / file.size),
      onSuccess: () => resolve(),
      onError: (error) => reject(new Error(explain(error))),
    })
    signal.addEventListener('abort', () => {
      void upload.abort().then(() => reject(signal.reason as Error))
    })
    upload.start()
  })
}

function explain(error: Error): string {
  const { originalResponse } = error as { originalResponse?: { getBody: () => string } | null }
  try {
    const { message } = JSON.parse(originalResponse?.getBody() ?? '') as { message?: string }
    if (message) return message
  } catch {
    // Not an answer of the lab's: told as it is.
  }
  return `The file could not be sent: ${error.message}`
}
