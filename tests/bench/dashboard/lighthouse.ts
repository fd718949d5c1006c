import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { browserPath } from '../../e2e/open-browser.ts'
import { say } from '../server/figure.ts'

const run = promisify(execFile)

/** Lighthouse wants a newer Node than Mitoscope does: npm carries one. */
export const versions = { lighthouse: '13.5.0', node: '24.21.0' }

/** The part of a report that is read here. */
export interface LighthouseReport {
  readonly categories: Readonly<Record<string, { readonly score: number }>>
  readonly audits: Readonly<Record<string, { readonly numericValue: number }>>
}

/** Installs both, once, into the folder for temporary files. Answers where they are. */
export async function installLighthouse(): Promise<string> {
  const packages = Object.entries(versions).map((pair) => pair.join('@'))
  const folder = join(tmpdir(), 'mitoscope-bench', `lighthouse-${packages.join('-')}`)
  if (existsSync(folder)) return folder
  say(`installing ${packages.join(' and ')}`)
  const partial = `${folder}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefix', partial, ...packages])
  await rename(partial, folder)
  return folder
}

/** One judgement of a page as a desktop computer loads it, in a browser of its own. */
export async function judgePage(folder: string, url: string): Promise<LighthouseReport> {
  const bin = join(folder, 'node_modules')
  const file = join(folder, 'report.json')
  await run(
    join(bin, 'node/bin/node'),
    [
      join(bin, 'lighthouse/cli/index.js'),
      url,
      '--quiet',
      '--preset=desktop',
      '--output=json',
      `--output-path=${file}`,
      '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic',
      '--only-categories=accessibility,best-practices,performance',
    ],
    { env: { ...process.env, CHROME_PATH: browserPath, NODE_OPTIONS: '' }, maxBuffer: 2 ** 26 },
  )
  return JSON.parse(await readFile(file, 'utf8')) as LighthouseReport
}
