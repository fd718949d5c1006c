import { randomUUID } from 'node:crypto'
import type { Lab } from '@mitoscope/lab'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPage } from './check-page.ts'
import { hasBrowser, openBrowser, type Browser } from './open-browser.ts'
import { openLab, type E2eLab } from './open-lab.ts'
import { openFirstPage, visit } from './visit.ts'

const soon = { timeout: 120_000, interval: 100 }
const count = 285

describe.skipIf(!hasBrowser)('runs are chosen, deleted and restored', () => {
  let lab: E2eLab
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    lab = await openLab(fillWithRuns)
    browser = await openBrowser(lab.url)
    page = await openFirstPage(browser, lab.url)
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
  })

  const selected = () => page.getByRole('region', { name: 'Selected runs' }).locator('strong').innerText()

  test('one tick chooses all runs that match, and says how many', async () => {
    await visit(page, `${lab.url}/runs?q=many&order=name`)
    await page.getByText(`${count} runs`).waitFor()
    const box = page.getByRole('checkbox', { name: `Select all ${count} runs that match` })
    await box.click()
    await expect.poll(selected, soon).toBe(`${count} of ${count} selected`)
    expect(await box.isChecked()).toBe(true)
    await box.click()
    await page.getByRole('region', { name: 'Selected runs' }).waitFor({ state: 'detached' })
    await page.getByRole('checkbox', { name: 'Select many 0' }).first().click()
    await expect.poll(selected, soon).toBe('1 run selected')
    await box.click()
    await expect.poll(selected, soon).toBe(`${count} of ${count} selected`)
  })

  test('deleting says how many of what, and asks', async () => {
    await page.getByRole('button', { name: 'Delete…' }).click()
    const question = page.getByRole('group', { name: 'Really delete the selected runs?' })
    await question.getByText(`Delete ${count} runs?`).waitFor()
    await question.getByRole('button', { name: 'Keep' }).click()
    await page.getByText(`${count} runs`).first().waitFor()
    await page.getByRole('button', { name: 'Delete…' }).click()
    await question.getByRole('button', { name: 'Yes, delete' }).click()
    await page.getByText(`The ${count} runs were deleted`).waitFor()
    await page.getByText('No runs match. Remove a filter.').waitFor()
  })

  test('the bin has them after the page was left, until they are restored', async () => {
    await visit(page, lab.url)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find or do anything' }).fill('bin')
    await page.getByRole('option', { name: 'Bin' }).click()
    await expect.poll(() => page.locator('h1').textContent(), soon).toBe('Bin')
    await page.getByText(`${count} runs, from many 0 on`).first().waitFor()
    await page.getByText(/not purged before/).waitFor()
    expect(await checkPage(page, 'bin')).toEqual([])
    await page.getByRole('button', { name: /^Restore/ }).click()
    await page.getByText('The bin is empty.').waitFor()
    await visit(page, `${lab.url}/runs?q=many&order=name`)
    await page.getByText(`${count} runs`).waitFor()
    expect(browser.complaints).toEqual([])
  })
})

async function fillWithRuns({ db }: Lab): Promise<void> {
  const [projectId, modelId] = [randomUUID(), randomUUID()]
  await db.insertInto('project').values({ id: projectId, name: 'many' }).execute()
  await db
    .insertInto('model')
    .values({ id: modelId, projectId, name: 'wide', architecture: 'mlp', dataset: 'mnist' })
    .execute()
  const run = (i: number) => ({ id: randomUUID(), projectId, modelId, name: `many ${i}`, width: 8 + i, seed: i, dataset: 'mnist', state: 'logged' as const }) // prettier-ignore
  await db
    .insertInto('trainingRun')
    .values(Array.from({ length: count }, (_, i) => run(i)))
    .execute()
}
