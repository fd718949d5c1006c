import { useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { canRetry, transferFile, type Transferred } from '../transfer/transfer-file.ts'
import { discardBytes } from '../transfer/send-bytes.ts'
import { watchTime } from '../transfer/time-left.ts'

interface Busy {
  readonly step: 'busy'
  readonly phase: string
  readonly fraction: number
  readonly secondsLeft?: number
}

export type Import =
  | Busy
  | { readonly step: 'idle' | 'paused' | 'discarded' }
  | {
      readonly step: 'failed'
      readonly message: string
      readonly error?: CombinedError
      /** True where the same file may pass another time. */
      readonly retry: boolean
    }
  | ({ readonly step: 'done' } & Transferred)

interface SendTarget {
  /** Finds the run that the file is for; makes it where there is none yet. */
  readonly find: () => Promise<string>
  /** Neurons that the file must have; undefined where the server alone knows. */
  readonly width: number | undefined
  /** Removes what `find` has made. */
  readonly undo: (runId: string) => Promise<void>
}

/** Sends a representation, and says how far that is: it can be paused, gone on with, and given up. */
export function useImport() {
  const client = useClient()
  const [state, setState] = useState<Import>({ step: 'idle' })
  const running = useRef<AbortController>(undefined)
  const uploadUrl = useRef<string>(undefined)
  /** Removes what was made for the file, once it is clear that nothing comes of it. */
  const undo = useRef<() => Promise<void>>(undefined)
  // Whoever leaves the form pauses it: the same file goes on where it stopped.
  useEffect(() => () => running.current?.abort(), [])

  const send = async (
    file: File,
    target: SendTarget,
    epoch: number | undefined,
    site: string | undefined,
  ) => {
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
      const findRun = async () => {
        const runId = await target.find()
        undo.current = () => target.undo(runId)
        return runId
      }
      const { width } = target
      const stored = await transferFile(client, {
        file,
        width,
        findRun,
        epoch,
        site,
        signal,
        onProgress,
        onUpload,
      })
      undo.current = undefined
      setState({ step: 'done', ...stored })
    } catch (error) {
      // Another attempt may have begun meanwhile, and what was given up says so itself.
      if (running.current !== controller) return
      if (!signal.aborted && !canRetry(error)) await takeBack()
      setState(signal.aborted ? { step: 'paused' } : describe(error))
    }
  }
  const takeBack = async () => {
    const act = undo.current
    undo.current = undefined
    await act?.()
  }
  const discard = () => {
    running.current?.abort()
    running.current = undefined
    const given = uploadUrl.current === undefined ? undefined : discardBytes(uploadUrl.current)
    uploadUrl.current = undefined
    void Promise.resolve(given).then(takeBack)
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
  const retry = canRetry(error)
  const { name, message } = error as Error
  if (error instanceof Error && 'graphQLErrors' in error)
    return { step: 'failed', message, error: error as CombinedError, retry }
  if (name === 'NotReadableError' || name === 'NotFoundError')
    return { step: 'failed', message: 'The file can no longer be read because it was changed or moved. Choose it again.', retry } // prettier-ignore
  return { step: 'failed', message, retry }
}
