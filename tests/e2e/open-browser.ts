import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'

/** Path of the browser; undefined if none is installed. */
export const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)

export const hasBrowser = browserPath !== undefined
if (!hasBrowser) console.warn('No browser to open pages with (Debian, Ubuntu: apt install chromium)')

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Browser {
  readonly context: BrowserContext
  /** Addresses of other servers that pages asked. */
  readonly elsewhere: string[]
  /** Errors of scripts. */
  readonly errors: string[]
  /** All that went wrong: both of these, and what the browser itself complained of, as refused resources. */
  readonly complaints: string[]
  close(): Promise<void>
}

/** Chromium with a fresh profile that reaches one server only. */
export async function openBrowser(url: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'mitoscope-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath,
    args,
    viewport: { width: 1320, height: 900 },
    acceptDownloads: true,
  })
  // Against hanging only: beside other work a page takes many times as long as alone.
  context.setDefaultTimeout(120_000)
  const [elsewhere, errors, complaints]: [string[], string[], string[]] = [[], [], []]
  const note = (what: string, list?: string[]) => {
    complaints.push(what)
    list?.push(what)
  }
  context.on('request', (request) => {
    if (!/^(data:|blob:)/.test(request.url()) && !request.url().startsWith(url))
      note(request.url(), elsewhere)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => note(error.error().message, errors))
  return {
    context,
    elsewhere,
    errors,
    complaints,
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
