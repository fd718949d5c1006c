import { createProgram } from './program.ts'
import { explainError } from './terminal/explain-error.ts'

// A reader that closes its end (mitoscope … | head) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
// Errors outside the awaited command are reported like others, without a stack.
process.on('uncaughtException', (error) => {
  end(error)
  process.exit()
})

try {
  await createProgram().parseAsync()
  process.exitCode ??= 0
} catch (error) {
  end(error)
}

function end(error: unknown): void {
  const { exitCode, message } = explainError(error)
  process.exitCode = exitCode
  if (message !== undefined) process.stderr.write(`${message}\n`)
}
