import { Command } from 'commander'
import { resolve } from 'node:path'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { wholeNumber } from './analyze.ts'

/** `mitoscope serve`. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve a lab by GraphQL on this machine')
    .option('--port <port>', 'port on the loopback address; 0 for any that is free', wholeNumber, 4000)
    .option('--data <folder>', 'folder of the lab’s data', '.mitoscope/lab')
    .addHelpText('after', '\nExamples:\n  mitoscope serve\n  mitoscope serve --port 4001 --data /data/lab')
    .action(async ({ port, data }: { port: number; data: string }) => {
      const { openLab } = await import('@mitoscope/lab')
      const { startServer } = await import('@mitoscope/server')
      const lab = await openLab({ folder: resolve(data), databaseUrl: process.env.DATABASE_URL })
      try {
        const server = await startServer(lab, { port })
        process.stdout.write(`Mitoscope is at ${server.url}/graphql\n`)
        try {
          await untilInterrupted(
            (signal) =>
              new Promise((_, reject) => {
                signal.addEventListener('abort', () => reject(signal.reason as Error))
              }),
          )
        } finally {
          await server.close()
        }
      } finally {
        await lab.close()
      }
    })
}
