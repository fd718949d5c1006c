import { spawnSync } from 'node:child_process'
import { readFileSync, statSync, utimesSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '')

// Written last by an installation, so an interrupted one counts as none.
const installedMark = `${root}/node_modules/.modules.yaml`

/** Installs the dependencies when they are missing or the lockfile has changed since. Writes to stderr only. */
export function ensureInstalled() {
  if (isInstalled()) return
  console.error('Installing dependencies…')
  const { status, signal, error } = spawnSync('npx', ['-y', 'pnpm@12', 'install', '--frozen-lockfile'], {
    cwd: root,
    env: installEnvironment(),
    // Standard output belongs to the command that was asked for: it may be one JSON document.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status === 0) {
    // pnpm leaves it alone when nothing was to do; without this the question would come up at every start.
    utimesSync(installedMark, new Date(), new Date())
    return
  }
  const reason = error?.message ?? (signal ? `stopped by ${signal}` : `exit status ${status}`)
  console.error(
    `Installing the dependencies failed (${reason}). It needs the network once; to try by hand, run in ${root}:\n` +
      '  npx -y pnpm@12 install --frozen-lockfile',
  )
  process.exit(1)
}

function isInstalled() {
  try {
    if (statSync(`${root}/pnpm-lock.yaml`).mtimeMs <= statSync(installedMark).mtimeMs) return true
    // A checkout touches the lockfile without changing it: only its content says whether it is another.
    return (
      readFileSync(`${root}/pnpm-lock.yaml`, 'utf8') ===
      readFileSync(`${root}/node_modules/.pnpm/lock.yaml`, 'utf8')
    )
  } catch {
    return false
  }
}

function installEnvironment() {
  // CI: without a terminal pnpm would otherwise stop to ask before it replaces an old node_modules.
  const env = { ...process.env, CI: 'true' }
  // `npm run -s` silences every npm below it, and with it the reason of a failure.
  delete env.npm_config_loglevel
  return env
}
