import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

const screenshots = fileURLToPath(new URL('screenshots/', import.meta.url))

/** Takes a picture of the page in both themes once it is loaded, and answers what axe has against either. */
export async function checkPage(page: Page, name: string): Promise<string[]> {
  await mkdir(screenshots, { recursive: true })
  await page.getByText('Loading…').filter({ visible: true }).first().waitFor({ state: 'detached' })
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${screenshots}${name}-${colorScheme}.png`, fullPage: true })
    // The page's content security policy does not concern scripts of the inspector, as this one.
    await page.evaluate(axe.source)
    const violations = await page.evaluate(async () => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
      // The rule of WCAG 2.2, which axe checks on request only.
      const rules = { 'target-size': { enabled: true } }
      return (await inPage.run({ rules })).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
      )
    })
    found.push(...violations.map((violation) => `${name}, ${colorScheme}: ${violation}`))
  }
  await page.emulateMedia({ colorScheme: null })
  return found
}
