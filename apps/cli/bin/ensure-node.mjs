// Runs a command on a Node that is new enough. Where the machine's is older, the command runs on the one that npm carries.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { constants, homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

const minimum = [22, 12]
/** Version that an older Node runs commands on. */
const carriedVersion = '24.21.0'
/** Set in a command that an older Node has started: it holds the other end of this file descriptor as long as it lives. */
const lifelineVariable = 'MITOSCOPE_LAUNCHER_FD'
const lifeline = 3
const forwarded = ['SIGTERM', 'SIGHUP', 'SIGINT']

/**
 * Returns on a Node that is new enough. On an older one it says so in one line, runs the same command on a newer one and
 * ends as that ends. Stops with a sentence when there is no newer one and npm cannot fetch it.
 */
export async function ensureNode() {
  const fd = process.env[lifelineVariable]
  if (fd !== undefined) {
    delete process.env[lifelineVariable]
    endWithLauncher(Number(fd))
  }
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return
  const own = `Mitoscope needs Node.js ${minimum.join('.')} or newer; this is ${process.versions.node} (${process.execPath})`
  const node = carriedNode()
  if (existsSync(node)) console.error(`${own}: running on ${carriedVersion} from npm.`)
  else fetchCarried(own)
  await runOn(node)
}

/** Folder of the newer Node: the user's own, since all checkouts can share it. */
function carriedFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mitoscope', `node-${carriedVersion}`)
}

function carriedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(carriedFolder(), 'node_modules/node/bin', name)
}

function fetchCarried(own) {
  console.error(`${own}: fetching ${carriedVersion} from npm, once…`)
  const folder = carriedFolder()
  const unfinished = `${folder}.${process.pid}.unfinished`
  try {
    mkdirSync(unfinished, { recursive: true })
    // The package's script picks the binary of this machine.
    const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts=false', '--loglevel=error']
    const { status, signal, error } = spawnSync(
      'npm',
      ['install', '--prefix', unfinished, ...flags, `node@${carriedVersion}`],
      // Standard output belongs to the command that was asked for.
      { stdio: ['ignore', 'ignore', 2], cwd: unfinished, shell: process.platform === 'win32' },
    )
    if (status !== 0)
      throw error ?? new Error(signal ? `npm was stopped by ${signal}` : `npm ended with ${status}`)
    try {
      renameSync(unfinished, folder)
    } catch (cause) {
      // Another command has fetched it meanwhile.
      if (!existsSync(carriedNode())) throw cause
    }
  } catch (error) {
    console.error(
      `Node.js ${carriedVersion} could not be fetched into ${folder}: ${error.message}\n` +
        'It needs the network once. Or install a newer Node.js from https://nodejs.org and try again.',
    )
    process.exit(1)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Runs this command on another Node, and ends as it ends. */
function runOn(node) {
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: {
      ...process.env,
      PATH: dirname(node) + delimiter + process.env.PATH,
      [lifelineVariable]: String(lifeline),
    },
  })
  // A terminal sends Ctrl-C to both; twice would mean "at once".
  const fromTerminal = process.stdin.isTTY
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !fromTerminal) child.kill(signal)
  }
  for (const signal of forwarded) process.on(signal, forward)
  return new Promise(() => {
    child.on('error', (error) => {
      console.error(`${node} cannot be started: ${error.message}`)
      process.exit(1)
    })
    child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
  })
}

/** Ends this process when the launcher is gone, which cannot forward a SIGKILL. */
function endWithLauncher(fd) {
  const socket = new Socket({ fd, readable: true, writable: false })
  socket.on('error', () => {})
  socket.on('close', () => process.kill(process.pid, 'SIGTERM'))
  socket.resume()
  socket.unref()
}
