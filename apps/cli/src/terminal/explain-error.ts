import { CommanderError } from 'commander'
import { BadOption } from '@mitoscope/analysis'
import { BadInput } from '@mitoscope/formats'
import { LabError, withheldDetail } from '@mitoscope/lab/errors'
import { BackendUnavailable } from '@mitoscope/tensor'
import { BadDataset, BadSweep } from '@mitoscope/training'
import { explainFileError } from '../files/read-file.ts'
import { RemoteError } from '../remote/server-address.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { Interrupted } from './until-interrupted.ts'

/** Errors with a message for the user. */
const forUsers = [BadInput, BadOption, BadSweep, BadDataset, BackendUnavailable]

/** Exit code and message with which a command ends after an error. */
export interface Ending {
  readonly exitCode: number
  /** Text for standard error; undefined if it was printed already. */
  readonly message?: string
}

/** Returns the message of an error and the exit code. Stacks are shown only with MITOSCOPE_DEBUG. */
export function explainError(error: unknown): Ending {
  if (error instanceof CommanderError)
    return { exitCode: error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse }
  if (error instanceof Interrupted) return { exitCode: error.exitCode, message: error.message }
  const { exitCode, text } = describe(error)
  const stack = process.env.MITOSCOPE_DEBUG && error instanceof Error ? `\n${error.stack}` : ''
  return { exitCode, message: `mitoscope: ${text}${stack}` }
}

function describe(error: unknown): { exitCode: number; text: string } {
  if (error instanceof RemoteError) return { exitCode: error.exitCode, text: error.message }
  // Whoever runs a command on a lab runs that lab.
  if (error instanceof LabError)
    return { exitCode: exitCodeOf(error.code), text: withheldDetail(error) ?? error.message }
  if (forUsers.some((type) => error instanceof type))
    return { exitCode: exitCodes.wrongUse, text: (error as Error).message }
  const explained = explainFileError(error)
  if (explained) return { exitCode: explained.exitCode, text: explained.message }
  return { exitCode: exitCodes.failed, text: error instanceof Error ? error.message : String(error) }
}
