/** Start of every command that pages show: it runs as it stands in the folder of Mitoscope, installed or not. */
export const mitoscope = 'npm run -s mitoscope --'

/** A word of a POSIX shell's command, whatever is in it. */
export function quoteWord(text: string): string {
  return /^[\w./=:][\w./=:-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** Logs a first line of metrics to a run; a training script takes the place of echo. */
export function writeLogCommand(origin: string, runId: string): string {
  return `echo '{"step": 1, "loss": 0.5}' | \\\n  ${mitoscope} log - --server ${quoteWord(origin)} --run ${quoteWord(runId)}`
}

/** Sends a file with a representation to a run. */
export function writeUploadCommand(origin: string, runId: string, file = 'run.safetensors'): string {
  return `${mitoscope} upload ${quoteWord(file)} \\\n  --server ${quoteWord(origin)} --run ${quoteWord(runId)}`
}

/** Keeps a token for the server, which is asked for on the terminal. */
export function writeLoginCommand(origin: string): string {
  return `${mitoscope} login ${quoteWord(origin)}`
}

/** Sends a GraphQL operation and prints the answer. */
export function writeQueryCommand(origin: string, operation: string): string {
  return `${mitoscope} query - --server ${quoteWord(origin)} <<'END'\n${operation}\nEND`
}
