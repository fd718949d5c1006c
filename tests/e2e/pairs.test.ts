import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { runMitoscope } from '../cli/run-mitoscope.ts'
import { ask } from '../faults/api.ts'
import { checkPage } from './check-page.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openLab, type E2eLab } from './open-lab.ts'
import { downloadFile } from './download-file.ts'
import { untilAlive, visit } from './visit.ts'

const soon = { timeout: 120_000, interval: 250 }
const files = ['narrow', 'wide'].map((name) =>
  fileURLToPath(new URL(`../golden/comparisons/${name}.npz`, import.meta.url)),
)

describe.skipIf(!hasBrowser)('representations of two runs', () => {
  let lab: E2eLab
  let browser: Browser
  let page: Page
  let truth: Record<string, number | null>
  let runs: string[]
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mitoscope-pairs-'))
    lab = await openLab()
    browser = await openBrowser(lab.url)
    page = await browser.context.newPage()
    for (const [i, file] of files.entries()) {
      const of = ['--project', 'digits', '--model', 'theirs', '--width', String([20, 32][i])]
      const { code, stderr } = await runMitoscope(['upload', file, '--server', lab.url, ...of])
      expect([code, stderr]).toEqual([0, expect.anything()])
    }
    const found = await ask(lab.url, '{ runs(orderBy: [{ field: WIDTH }]) { nodes { id name } } }')
    runs = found.runs.nodes.map(({ id }: { id: string }) => id)
    const { stdout } = await runMitoscope(['compare', ...files, '--json'])
    truth = {}
    for (const { result } of JSON.parse(stdout).pairs[0].measures)
      for (const { id, value } of result.scalars) truth[id] = value
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('they are compared, and CKA is what the command line says', async () => {
    // The dashboard is built while it is served: its first page asks again until it is there.
    await page.goto(lab.url)
    await expect.poll(() => page.locator('h1').first().textContent(), soon).toBe('Lab')
    browser.complaints.length = 0
    await visit(page, `${lab.url}/compare?runs=${runs.join(',')}`)
    const section = page.getByRole('region', { name: 'Representations' })
    await section.getByText('No comparisons yet').waitFor()
    expect(await checkPage(page, 'compare-pairs-empty')).toEqual([])
    await section.getByText('Measures: Linear CKA').click()
    await section.getByRole('checkbox', { name: 'Neighbourhood overlap' }).check()
    await section.getByRole('checkbox', { name: 'Projection-weighted CCA' }).check()
    await section.getByLabel('neighbours').fill('0')
    await section.getByText('Correct the options of: Neighbourhood overlap.').waitFor()
    const compare = section.getByRole('button', { name: 'Compare them' })
    await expect.poll(() => compare.isDisabled(), soon).toBe(true)
    await section.getByLabel('neighbours').fill('10')
    await section.getByRole('button', { name: 'Compare them' }).click()
    await section.getByText('3 comparisons were requested.').waitFor()
    const figureOf = (name: RegExp) =>
      section.locator('figure').filter({ has: page.getByRole('img', { name }) })
    await figureOf(/^Neighbourhood overlap\./).waitFor({ timeout: soon.timeout })
    await figureOf(/^Projection-weighted CCA\./).waitFor({ timeout: soon.timeout })

    const cka = figureOf(/^Linear CKA: CKA\./)
    const [header, row] = (await downloadFile(page, /^CSV/, cka)).toString().trim().split('\r\n')
    expect(header).toBe('first,second,cka')
    expect(Number(row.split(',')[2])).toBeCloseTo(truth.cka!, 9)
    const recipe = join(folder, 'cka.json')
    await writeFile(recipe, await downloadFile(page, /^Recipe/, cka))
    const svg = (await downloadFile(page, /^SVG/, cka)).toString()
    expect((await runMitoscope(['draw', recipe])).stdout).toBe(svg)
    expect((await downloadFile(page, /^NPY/, cka)).subarray(1, 6).toString()).toBe('NUMPY')
    expect((await downloadFile(page, /^LaTeX/, cka)).toString()).toContain('\\toprule')
    // Both directions of what differs with the order.
    const pwcca = (await downloadFile(page, /^CSV/, figureOf(/^Projection-weighted CCA\./)))
      .toString()
      .trim()
      .split('\r\n')
    const [forth, back] = pwcca.slice(1).map((line) => Number(line.split(',')[2]))
    expect(forth).toBeCloseTo(truth.pwccaFirst!, 9)
    expect(back).toBeCloseTo(truth.pwccaSecond!, 9)

    const table = section.getByRole('region', { name: 'Every comparison' })
    await expect.poll(() => table.locator('tbody tr').count(), soon).toBe(3)
    const first = table.locator('tbody tr').first()
    expect(await first.textContent()).toContain(`CKA ${Number(truth.cka!.toPrecision(3))}`)
    expect(await first.textContent()).toContain('float64')
    const rows = (await downloadFile(page, 'CSV of the comparisons')).toString().trim().split('\r\n')
    expect(rows).toHaveLength(1 + 2 + 2 + 1)
    expect(await checkPage(page, 'compare-pairs')).toEqual([])
    await table.getByRole('button', { name: 'Delete Linear CKA of w0020 and w0032' }).click()
    await section.getByText('A comparison was deleted.').waitFor()
    await expect.poll(() => figureOf(/^Linear CKA/).count(), soon).toBe(0)
    await section.getByRole('button', { name: 'Restore it' }).click()
    await cka.waitFor()
    // The address holds the whole view, and stored results show at once.
    await page.reload()
    await untilAlive(page)
    await figureOf(/^Linear CKA: CKA\./).waitFor()
    await section.getByText(/^Measures: Linear CKA, Projection-weighted CCA, Neighbourhood overlap/).waitFor()
    await section.getByRole('button', { name: 'Compare them' }).click()
    await section.getByText('All 3 comparisons had a result already.').waitFor()
    expect(browser.complaints).toEqual([])
  })
})
