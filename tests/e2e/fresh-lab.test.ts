import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../faults/api.ts'
import { startMitoscope, type MitoscopeProcess } from '../faults/start-mitoscope.ts'
import { checkPage } from './check-page.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openFirstPage, visit, widthBeyond } from './visit.ts'

describe.skipIf(!hasBrowser)('a lab that has nothing yet', () => {
  let folder: string
  let server: MitoscopeProcess
  let url: string
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mitoscope-fresh-'))
    server = startMitoscope(
      ['serve', '--port', '0', '--data', join(folder, 'lab')],
      {},
      { withDashboard: true },
    )
    url = await server.ready
    browser = await openBrowser(url)
    page = await openFirstPage(browser, url)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.end('SIGTERM')
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  })

  test('Start makes the first project and goes on', async () => {
    await visit(page, `${url}/start`)
    await page.getByText('Create a project first, with the form above.').waitFor()
    expect(await checkPage(page, 'start-first')).toEqual([])
    const form = page.getByRole('region', { name: 'First, a project' })
    await form.getByLabel('Name').fill('digits')
    await form.getByRole('button', { name: 'Create the project' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByLabel('Name of the sweep').fill('first')
    const start = page.getByRole('button', { name: 'Start the sweep' })
    await expect.poll(() => start.isEnabled()).toBe(true)
  })

  const importFile = async (name: string, bytes: string | Uint8Array) => {
    const file = join(folder, name)
    await writeFile(file, bytes)
    await visit(page, `${url}/start?kind=import`)
    await page.getByLabel('Representation').setInputFiles(file)
    await page.getByLabel('Model', { exact: true }).fill('elsewhere')
    await page.getByLabel('Architecture', { exact: true }).fill('mlp')
    await page.getByLabel('Dataset').fill('mnist')
    await page.getByLabel('Width', { exact: true }).fill('8')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    const alert = page.locator('.problem[role=alert]')
    await alert.waitFor()
    return alert.innerText()
  }
  const count = async () => {
    const asked = '{ runs { totalCount } models { totalCount } bin { totalCount } }'
    const { runs, models, bin } = await ask(url, asked)
    return [runs.totalCount, models.totalCount, bin.totalCount]
  }

  test('a file that cannot pass is refused before anything is made for it', async () => {
    const said = await importFile(
      'lfs.npz',
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n',
    )
    expect(said).toContain('git lfs pull')
    expect(said).not.toContain('Try again')
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    expect(await count()).toEqual([0, 0, 0])
  })

  test('of a file that the server refuses, nothing is left in sight', async () => {
    const header = Buffer.from('{"features.test":{"dtype":"F32","shape":[4,8],"data_offsets":[0,128]}}')
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(header.length))
    const values = Buffer.from(new Float32Array(32).fill(Number.NaN).buffer)
    const said = await importFile('nan.safetensors', Buffer.concat([length, header, values]))
    expect(said).toContain('features.test')
    expect(said).not.toContain('Try again')
    await expect.poll(async () => (await count()).slice(0, 2)).toEqual([0, 0])
    browser.complaints.length = 0
  })

  test.each(['', 'runs', 'compare', 'claims', 'jobs', 'start', 'start?kind=import', 'settings', 'bin'])(
    'nothing of /%s is wider than a phone',
    async (place) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await visit(page, `${url}/${place}`)
      await page.waitForLoadState('networkidle')
      await expect.poll(() => widthBeyond(page)).toBe(0)
      await page.setViewportSize({ width: 1320, height: 900 })
    },
  )

  test('an address that leads nowhere is a page with a way back', async () => {
    const answer = await page.goto(`${url}/nonsense`)
    expect(answer!.status()).toBe(404)
    await page.getByRole('heading', { name: 'Not found' }).waitFor()
    await page.getByRole('link', { name: 'To the first page' }).click()
    await page.getByRole('heading', { name: 'Lab', exact: true }).waitFor()
    browser.complaints.length = 0
  })
})
