import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { runMitoscope } from '../cli/run-mitoscope.ts'
import { ask } from '../faults/api.ts'
import { checkPage } from './check-page.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openLab, type E2eLab } from './open-lab.ts'
import { visit } from './visit.ts'

const soon = { timeout: 240_000, interval: 250 }

describe.skipIf(!hasBrowser)('the dashboard in a browser', () => {
  let lab: E2eLab
  let browser: Browser
  let page: Page
  let sweep: string
  let folder: string

  const heading = () => page.locator('h1').first().textContent()
  const sweeps = () => page.getByRole('region', { name: 'Sweeps' })
  const open = (path: string) => visit(page, `${lab.url}${path}`)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mitoscope-taken-'))
    lab = await openLab()
    browser = await openBrowser(lab.url)
    page = await browser.context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test(
    'it is built beside the serving, and the first page says so until it is',
    { timeout: 1_000_000 },
    async () => {
      await page.goto(lab.url)
      // The build gives way to whatever else is at work.
      await expect.poll(heading, { ...soon, timeout: 900_000 }).toBe('Lab')
      await page.getByText('There is no sweep yet').waitFor()
      // While it was being built, the page was answered with 503.
      browser.complaints.length = 0
      expect(await checkPage(page, 'home-empty')).toEqual([])
    },
  )

  test.each(['runs', 'claims', 'jobs', 'start', 'settings', 'compare'])(
    '%s, in a lab that has nothing',
    async (place) => {
      await open(`/${place}`)
      await page.waitForLoadState('networkidle')
      expect(await checkPage(page, `${place}-empty`)).toEqual([])
      expect(browser.complaints).toEqual([])
    },
  )

  test.each(['sweep', 'run', 'analysis', 'groups'])('%s, where the address names none', async (place) => {
    await open(`/${place}?id=bm90aGluZw`)
    await expect.poll(heading, soon).toContain('not found')
    expect(await checkPage(page, `${place}-none`)).toEqual([])
  })

  test('a sweep is watched until it is finished, without asking again', async () => {
    sweep = await lab.startSweep('digits', { seeds: [0, 1] })
    await open(`/sweep?id=${sweep}`)
    await expect.poll(heading, soon).toBe('digits')
    await expect.poll(() => page.locator('figure img').count(), soon).toBeGreaterThanOrEqual(5)
    await expect.poll(() => page.locator('.matrix a[data-state=FINISHED]').count(), soon).toBe(4)
    expect(await page.locator('figure img').first().getAttribute('alt')).toContain('groups')
    expect(await checkPage(page, 'sweep')).toEqual([])
  })

  test('a figure is taken away as it is shown, and its numbers with it', async () => {
    const download = async (name: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).first().click(),
      ])
      const chunks: Buffer[] = []
      for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks)
    }
    const svg = (await download('SVG')).toString()
    const recipe = join(folder, 'recipe.json')
    await writeFile(recipe, await download('Recipe'))
    expect((await runMitoscope(['draw', recipe])).stdout).toBe(svg)
    expect((await download('LaTeX')).toString()).toContain('groups, low')
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"')
    const shown = await page.locator('figure img').first().getAttribute('src')
    expect(decodeURIComponent(shown!.slice(shown!.indexOf(',') + 1))).toBe(svg)
    expect((await download('PNG')).subarray(1, 4).toString()).toBe('PNG')
    const [header, ...rows] = (await download('CSV of every run')).toString().trim().split('\r\n')
    expect(header).toContain('w_star')
    expect(rows).toHaveLength(4)
  })

  test('home, runs, a run and jobs show the same lab', async () => {
    await open('/')
    await sweeps().getByRole('link', { name: 'digits' }).waitFor()
    expect(await checkPage(page, 'home')).toEqual([])
    await open('/runs')
    await page.getByText('4 runs').waitFor()
    expect(await checkPage(page, 'runs')).toEqual([])
    await open('/jobs')
    await page.getByRole('link', { name: 'Report of digits' }).first().waitFor()
    expect(await checkPage(page, 'jobs')).toEqual([])
    await open('/runs')
    await page.locator('tbody a').first().click()
    await expect.poll(() => page.locator('.curve svg').count(), soon).toBe(4)
    expect(await checkPage(page, 'run')).toEqual([])
    expect(browser.complaints).toEqual([])
  })

  test('the claims of the paper are listed, and one of our own is judged, reworded and deleted', async () => {
    await open('/claims')
    await page.getByText(/^\d+ claims$/).waitFor()
    await page.getByText('New claim of your own').click()
    await page.getByLabel('Statement', { exact: true }).fill('Layers are many groups.')
    await page.getByLabel('Threshold', { exact: true }).fill('1000')
    await page.getByRole('button', { name: 'Create the claim' }).click()
    await page.getByText(/Created\. It is judged/).waitFor()
    expect(await checkPage(page, 'claims')).toEqual([])
    await page.getByLabel('Show').selectOption('lab')
    await page.getByText('1 claim', { exact: true }).waitFor()
    await page
      .getByText(/^Rule: mean over seeds of groups \(critical-width\) above 1,?000 at every width/)
      .waitFor()
    await page.locator('summary', { hasText: 'History' }).first().click()
    await page.locator('ol li').waitFor()
    await page.getByRole('button', { name: 'Edit the statement of the claim' }).click()
    await page
      .getByRole('textbox', { name: 'New statement of the claim' })
      .fill('Layers are a thousand groups.')
    await page.keyboard.press('Enter')
    await page.getByText('Layers are a thousand groups.').first().waitFor()
    await page.getByRole('button', { name: 'Delete Layers' }).click()
    await page
      .getByRole('group', { name: /^Delete Layers/ })
      .getByRole('button')
      .first()
      .click()
    await page.getByText('No claims match.').waitFor()
    expect(browser.complaints).toEqual([])
  })

  test('an analysis shows its figure, numbers and how it came about', async () => {
    await open('/runs')
    await page.locator('tbody a').first().click()
    await page.getByRole('link', { name: 'reconstruction' }).click()
    await page.locator('figure img').waitFor()
    expect(await checkPage(page, 'analysis')).toEqual([])
  })

  test('runs are chosen in the table and compared', async () => {
    const { runs } = await ask(lab.url, '{ runs { nodes { id } } }')
    await open(`/compare?runs=${runs.nodes.map(({ id }: { id: string }) => id).join(',')}`)
    await page.locator('svg').first().waitFor()
    expect(await checkPage(page, 'compare')).toEqual([])
  })

  test('the groups of a layer are shown where they have been measured', async () => {
    const { runs } = await ask(lab.url, '{ runs { nodes { representations { id } } } }')
    const start = async (measure: string, options = {}) => {
      const { startAnalysis } = await ask(
        lab.url,
        'mutation ($input: StartAnalysisInput!) { startAnalysis(input: $input) { analysis { id } } }',
        { input: { representationId: runs.nodes[0].representations[0].id, measure, options } },
      )
      const { id } = startAnalysis.analysis
      const read = async () =>
        (await ask(lab.url, 'query ($id: ID!) { analysis(id: $id) { state } }', { id })).analysis.state
      await expect.poll(read, soon).toBe('FINISHED')
      return id as string
    }
    // Groups so small that pairs are left over.
    const groups = await start('groups', { size: 3 })
    await start('residual-pairs')
    await open(`/groups?id=${groups}`)
    await page.locator('canvas').first().waitFor()
    expect(await checkPage(page, 'groups')).toEqual([])
    await open(`/analysis?id=${groups}`)
    await page.getByRole('heading', { name: 'Provenance' }).waitFor()
    expect(await checkPage(page, 'analysis-groups')).toEqual([])
    expect(browser.complaints).toEqual([])
  })

  test('a sweep is started from its form and trains', async () => {
    await open('/start')
    const fields = {
      'Name of the sweep': 'from the form',
      Widths: '8',
      Seeds: '7',
      'Epochs with checkpoints': '',
    }
    const sizes = { 'Training images': '300', 'Test images': '100', Epochs: '2', 'Images per step': '32' }
    for (const [label, text] of Object.entries({ ...fields, ...sizes }))
      await page.getByLabel(label, { exact: true }).fill(text)
    await page.getByText(/1 run, about .* then 5 analyses, about/).waitFor()
    await page.getByRole('button', { name: 'Start the sweep' }).click()
    await page.getByRole('link', { name: 'from the form' }).click()
    await expect.poll(heading, soon).toBe('from the form')
    await expect.poll(() => page.locator('.matrix a[data-state=FINISHED]').count(), soon).toBe(1)
  })

  test('the address is the view: in another browser it shows the same, and back goes back', async () => {
    await open('/runs')
    await page.getByRole('button', { name: 'Width' }).click()
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByLabel('Field of condition 1').selectOption('seed')
    await page.getByLabel('Comparison of condition 1').selectOption('is')
    await page.getByLabel('Value of condition 1').fill('1')
    await page.getByText('2 runs').waitFor()
    const cells = (from: Page) => from.locator('tbody td:first-child').allTextContents()
    const other = await openBrowser(lab.url)
    const copy = await other.context.newPage()
    await expect.poll(() => page.url(), soon).toContain('seed')
    await visit(copy, page.url())
    await expect.poll(() => cells(copy), soon).toEqual(await cells(page))
    await other.close()
    await page.locator('tbody a').first().click()
    await expect.poll(() => page.url(), soon).toContain('/run?')
    await page.goBack()
    await page.getByText('2 runs').waitFor()
  })

  test('everything is reached by the keyboard', async () => {
    await open('/')
    await page.keyboard.press('?')
    await expect.poll(() => page.locator('dialog[open]').count(), soon).toBe(1)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('dialog[open]').count(), soon).toBe(0)
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await expect.poll(heading, soon).toBe('Runs')
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('/')
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("type")'), soon).toBe('search')
  })

  test('a server that goes away is said to, what was known stays, and all is well when it is back', async () => {
    const { runs } = await ask(lab.url, '{ runs(first: 2) { nodes { id analyses { id } } } }')
    const [{ id, analyses }, other] = runs.nodes
    const places = {
      home: '/',
      runs: '/runs',
      sweep: `/sweep?id=${sweep}`,
      run: `/run?id=${id}`,
      analysis: `/analysis?id=${analyses[0].id}`,
      groups: `/groups?id=${analyses[0].id}`,
      compare: `/compare?runs=${id},${other.id}`,
      claims: '/claims',
      jobs: '/jobs',
      start: '/start',
      settings: '/settings',
    }
    const tabs: [string, Page][] = []
    for (const [name, path] of Object.entries(places)) {
      const tab = await browser.context.newPage()
      await visit(tab, lab.url + path)
      await tab.waitForLoadState('networkidle')
      tabs.push([name, tab])
    }
    await lab.restart(async () => {
      for (const [name, tab] of tabs) {
        await tab.bringToFront()
        await tab.getByText('The server does not answer').waitFor({ timeout: 120_000 })
        await tab.getByText(/Offline · as of \d\d:\d\d/).waitFor()
        expect(await tab.locator('main').innerText()).not.toContain('Loading')
        expect(await checkPage(tab, `${name}-away`)).toEqual([])
      }
    })
    for (const [, tab] of tabs) {
      await tab.bringToFront()
      await tab.getByText('The server does not answer').waitFor({ state: 'detached', timeout: 120_000 })
      await tab.getByText(/Offline/).waitFor({ state: 'detached' })
      await tab.close()
    }
    browser.complaints.length = 0
  })

  test('a few letters find what there is, from everywhere', async () => {
    await open('/jobs')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find or do anything' }).fill('digits')
    await page.getByRole('group', { name: 'Sweeps' }).getByRole('option', { name: 'digits' }).waitFor()
    expect(await checkPage(page, 'palette')).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(heading, soon).toBe('digits')
    await expect.poll(() => page.evaluate('document.activeElement.tagName'), soon).toBe('H1')
  })

  test('a project is made, deleted, and brought back', async () => {
    await open('/')
    await page.getByText('New project').click()
    await page.getByLabel('Name', { exact: true }).fill('second')
    await page.getByRole('button', { name: 'Create the project' }).click()
    const project = page.getByRole('link', { name: 'second' })
    await project.waitFor()
    const remove = async () => {
      await page.getByRole('button', { name: 'Delete second' }).click()
      await page.getByRole('group', { name: 'Delete second?' }).getByRole('button').first().click()
      await project.waitFor({ state: 'detached' })
    }
    await remove()
    await page.getByText('1 deleted project').click()
    await page.getByRole('button', { name: 'Restore second' }).click()
    await project.waitFor()
    await remove()
  })
})
