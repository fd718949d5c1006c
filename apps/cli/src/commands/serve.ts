import { Command } from 'commander'
import { addLabOptions, addWorkOptions, environmentHelp, parsePort } from '../lab/lab-settings.ts'
import { serveLab, type ServeFlags } from '../lab/serve-lab.ts'
import { untilStopped } from '../terminal/until-interrupted.ts'

const examples = `
Examples:
  mitoscope serve
  mitoscope serve --port 4001 --data /data/lab
  mitoscope serve --team --host 0.0.0.0 --url https://lab.example.org --no-worker
  mitoscope serve --team --url https://lab.example.org --trusted-proxies loopback     (behind a proxy on this machine, which ends TLS)`

/** Creates `mitoscope serve`. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .description('Serve a lab by GraphQL; on this machine only, unless --team gives it accounts')
    .option('--port <port>', 'port to listen at; 0 for any that is free', parsePort, 4000)
    .option('--host <address>', 'address to listen at; others than the loopback take --team', '127.0.0.1')
    .option('--team', 'accounts, roles and API tokens (also MITOSCOPE_TEAM=1)')
    .option('--url <url>', 'where people reach the lab, for --team (also MITOSCOPE_URL)')
    .option(
      '--trusted-proxies <list>',
      'proxies in front of it, whose X-Forwarded-For is believed: addresses, networks, loopback (also MITOSCOPE_TRUSTED_PROXIES)',
    )
    .option('--no-dashboard', 'serve the API alone')
    .option('--no-worker', 'compute nothing here: leave it to mitoscope worker')
  return addWorkOptions(addLabOptions(command))
    .addHelpText('after', `${examples}\n${environmentHelp}`)
    .action((flags: ServeFlags) =>
      untilStopped((signal) =>
        serveLab(flags, signal, {
          async beforeWork(_, url) {
            process.stdout.write(`Mitoscope is at ${url}/graphql\n`)
          },
        }),
      ),
    )
}
