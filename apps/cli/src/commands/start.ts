import { Command } from 'commander'
import { addLabOptions, addWorkOptions, environmentHelp, parsePort } from '../lab/lab-settings.ts'
import { openDashboard } from '../lab/open-dashboard.ts'
import { serveLab, type ServeFlags } from '../lab/serve-lab.ts'
import { untilStopped } from '../terminal/until-interrupted.ts'
import { setUp } from './setup.ts'

/** Creates `mitoscope start`, which serves a lab and on first start shows the paper's main claim on real data. */
export function startCommand(): Command {
  const command = new Command('start')
    .description(
      'Set up, serve a lab on this machine and, on first start, train and analyse the default sweep',
    )
    .option('--port <port>', 'port on the loopback address', parsePort, 4000)
  return addWorkOptions(addLabOptions(command))
    .addHelpText(
      'after',
      `\nExamples:\n  npm start\n  npm start -- --port 4001 --data /data/lab\n${environmentHelp}`,
    )
    .action(async (flags: Omit<ServeFlags, 'worker'>) => {
      // The dashboard is built while the engine is fetched and compiled.
      const ended = new AbortController()
      const dashboard = openDashboard(ended.signal)
      const backend = flags.backend ?? process.env.MITOSCOPE_BACKEND
      if (!backend || backend === 'tensorflow') await setUp()
      // The default level of the log would be too verbose at a terminal.
      process.env.MITOSCOPE_LOG ||= 'warn'
      const { presentDefaultSweep } = await import('../lab/present-default-sweep.ts')
      await untilStopped((signal) =>
        serveLab({ ...flags, worker: true }, signal, { ...presentDefaultSweep(flags, signal), dashboard }),
      ).finally(() => ended.abort())
    })
}
