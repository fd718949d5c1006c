import { useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { discardBytes } from './send-bytes.ts'
import { watchTime } from './time-left.ts'
import { transferFile, type Transferred } from './transfer-file.ts'

interface Busy {
  readonly step: 'busy'
  readonly phase: string
  readonly fraction: number
  readonly secondsLeft?: number
}

export type Import =
  | Busy
  | { readonly step: 'idle' | 'paused' | 'discarded' }
  | { readonly step: 'failed'; readonly message: string; readonly error?: CombinedError }
  | ({ readonly step: 'done' } & Transferred)

/** Sends a representation, and says how far that is: it can be paused, gone on with, and given up. */
export function useImport() {
  const client = useClient()
  const [state, setState] = useState<Import>({ step: 'idle' })
  const running = useRef<AbortController>(undefined)
  const uploadUrl = useRef<string>(undefined)
  // Whoever leaves the form pauses it: the same file goes on where it stopped.
  useEffect(() => () => running.current?.abort(), [])

  /** `findRun` makes the run where there is none yet. */
  const send = async (file: File, findRun: () => Promise<string>, epoch: number | undefined) => {
    const controller = new AbortController()
    const { signal } = controller
    running.current = controller
    let current = { phase: '', timeLeft: watchTime() }
    const onProgress = (phase: string, fraction: number) => {
      if (signal.aborted) return
      if (phase !== current.phase) current = { phase, timeLeft: watchTime() }
      setState({ step: 'busy', phase, fraction, secondsLeft: current.timeLeft(fraction) })
    }
    try {
      onProgress('reading the file', 0)
      const onUpload = (url: string) => void (uploadUrl.current = url)
      const stored = await transferFile(client, { file, findRun, epoch, signal, onProgress, onUpload })
      setState({ step: 'done', ...stored })
    } catch (error) {
      // Another attempt may have begun meanwhile, and what was given up says so itself.
      if (running.current === controller) setState(signal.aborted ? { step: 'paused' } : describe(error))
    }
  }
  const discard = () => {
    running.current?.abort()
    running.current = undefined
    if (uploadUrl.current !== undefined) void discardBytes(uploadUrl.current)
    uploadUrl.current = undefined
    setState({ step: 'discarded' })
  }
  return {
    state,
    send,
    discard,
    pause: () => running.current?.abort(),
    reset: () => setState({ step: 'idle' }),
  }
}

function describe(error: unknown): Import {
  const { name, message } = error as Error
  if (error instanceof Error && 'graphQLErrors' in error)
    return { step: 'failed', message, error: error as CombinedError }
  if (name === 'NotReadableError' || name === 'NotFoundError')
    return { step: 'failed', message: 'The file can no longer be read: it was changed or moved. Choose it again.' } // prettier-ignore
  return { step: 'failed', message }
}
