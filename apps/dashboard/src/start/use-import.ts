import { AnnounceFileDocument, type CreateUploadInput } from '@mitoscope/schema/documents'
import { useEffect, useRef, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { hashFile } from './hash-file.ts'
import { sendBytes } from './send-bytes.ts'

export type Import =
  | { readonly step: 'idle' | 'paused' }
  | { readonly step: 'busy'; readonly phase: string; readonly fraction: number }
  | { readonly step: 'failed'; readonly message: string; readonly error?: CombinedError }
  | { readonly step: 'done'; readonly runId: string; readonly width: number; readonly known: boolean }

interface Stored {
  readonly id: string
  readonly width: number
}

/** Sends a representation: hashed here, announced, sent, and announced again to hear that it is stored. */
export function useImport() {
  const client = useClient()
  const [state, setState] = useState<Import>({ step: 'idle' })
  const running = useRef<AbortController>(undefined)
  // Whoever leaves the form pauses it: the same file goes on where it stopped.
  useEffect(() => () => running.current?.abort(), [])

  const announce = async (input: CreateUploadInput) => {
    const { data, error } = await client.mutation(AnnounceFileDocument, { input }).toPromise()
    if (!data) throw error ?? new Error('The server has not answered.')
    return data.createUpload
  }

  const transfer = async (file: File, runId: string, epoch: number | undefined, signal: AbortSignal) => {
    const show = (phase: string) => (fraction: number) => setState({ step: 'busy', phase, fraction })
    show('reading the file')(0)
    const sha256 = await hashFile(file, show('reading the file'), signal)
    const input = { runId, fileName: file.name, bytes: file.size, sha256, epoch }
    const { representation, uploadUrl } = await announce(input)
    const finish = ({ width }: Stored, known: boolean) => setState({ step: 'done', runId, width, known })
    if (representation) return finish(representation, true)
    await sendBytes(file, uploadUrl!, show('sending'), signal)
    show('checking')(1)
    const { representation: stored } = await announce(input)
    if (!stored) throw new Error('The file was sent, but the server has not kept it. Send it again.')
    finish(stored, false)
  }

  /** `findRun` makes the run where there is none yet. */
  const send = async (file: File, findRun: () => Promise<string>, epoch: number | undefined) => {
    const controller = new AbortController()
    running.current = controller
    try {
      setState({ step: 'busy', phase: 'reading the file', fraction: 0 })
      await transfer(file, await findRun(), epoch, controller.signal)
    } catch (error) {
      if (controller.signal.aborted) setState({ step: 'paused' })
      else if (isCombined(error)) setState({ step: 'failed', message: error.message, error })
      else setState({ step: 'failed', message: (error as Error).message })
    }
  }
  return { state, send, pause: () => running.current?.abort(), reset: () => setState({ step: 'idle' }) }
}

function isCombined(error: unknown): error is CombinedError {
  return error instanceof Error && 'graphQLErrors' in error
}
