import { Command, InvalidArgumentError } from 'commander'
import { text } from 'node:stream/consumers'
import { parseExactJson } from '../files/parse-exact-json.ts'
import { readText } from '../files/read-file.ts'
import { connect } from '../remote/connect.ts'
import { serverOption } from '../remote/server-address.ts'
import { exitCodeOf } from '../terminal/exit-codes.ts'
import { untilInterrupted } from '../terminal/until-interrupted.ts'

interface QueryFlags {
  readonly server: string
  readonly file?: string
  readonly variables: object
}

const examples = `
Examples:
  mitoscope query '{ projects { nodes { name } } }'
  mitoscope query --file runs.graphql --variables '{"first": 10}'
  cat runs.graphql | mitoscope query -`

/** Creates `mitoscope query`, which sends one GraphQL operation and prints its answer as JSON. */
export function queryCommand(): Command {
  return new Command('query')
    .description('Send a GraphQL operation to a server and print its answer as JSON')
    .argument('[query]', 'the operation; - reads it from standard input')
    .option('--file <file>', 'file that holds the operation')
    .option('--variables <json>', 'variables as a JSON object', parseVariables, {})
    .addOption(serverOption())
    .addHelpText('after', examples)
    .action(async (query: string | undefined, flags: QueryFlags) => {
      const operation = flags.file
        ? await readText(flags.file)
        : query === '-' || query === undefined
          ? await text(process.stdin)
          : query
      const connection = await connect(flags.server)
      const answer = await untilInterrupted((signal) =>
        connection.answer(operation, flags.variables, { signal }),
      )
      process.stdout.write(`${JSON.stringify(answer, null, process.stdout.isTTY ? 2 : 0)}\n`)
      if (answer.errors?.length) {
        for (const { message } of answer.errors) process.stderr.write(`mitoscope: ${message}\n`)
        process.exitCode = exitCodeOf(answer.errors[0].extensions?.code)
      }
    })
}

function parseVariables(json: string): object {
  try {
    const value = parseExactJson(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}. Give a JSON object, as in {"first": 10}.`)
  }
  throw new InvalidArgumentError('Give a JSON object, as in {"first": 10}.')
}
