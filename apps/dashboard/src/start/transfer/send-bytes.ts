import type { Upload } from 'tus-js-client'

/**
 * Message of the server on bytes that it does not take, in its words; without a status if it has not
 * answered.
 */
export class SendError extends Error {
  readonly status?: number

  constructor(message: string, status?: number) {
    super(message)
    this.status = status
  }
}

/**
 * Sends a file by the tus protocol from where it stopped. Rejects with a SendError for what the server does not take, and
 * with the signal's reason once that is aborted: what arrived until then stays, for the next time.
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
      onError: (error) => reject(explain(error)),
    })
    signal.addEventListener('abort', () => {
      void upload.abort().then(() => reject(signal.reason as Error))
    })
    upload.start()
  })
}

/** Gives up what has arrived; what cannot be given up now the server forgets by itself after a week. */
export async function discardBytes(uploadUrl: string): Promise<void> {
  const headers = { 'Tus-Resumable': '1.0.0' }
  await fetch(uploadUrl, { method: 'DELETE', headers }).catch(() => {})
}

/** Messages by HTTP status; 0 if there was no answer. */
const messages: Readonly<Record<number, string>> = {
  0: 'The connection to the server was lost and did not come back.',
  403: 'The address for this upload has expired.',
  404: 'The server discarded this upload.',
  413: 'A proxy between you and the server rejects parts of this size. Ask its administrator to allow 16 MB.',
}

function explain(error: Error): SendError {
  const { originalResponse } = error as {
    originalResponse?: { getBody: () => string; getStatus: () => number } | null
  }
  const status = originalResponse?.getStatus() || undefined
  try {
    const { message } = JSON.parse(originalResponse?.getBody() ?? '') as { message?: string }
    if (message) return new SendError(message, status)
  } catch {
    // Answers to HEAD have no words, and those of other servers on the way are none for people.
  }
  return new SendError(messages[status ?? 0] ?? `The server did not take the file (${status}).`, status)
}
