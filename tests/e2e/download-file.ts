import type { Page } from 'playwright-core'

/** The file that a button hands out. */
export async function downloadFile(
  page: Page,
  name: string | RegExp,
  place = page.locator('main'),
): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    place.getByRole('button', { name }).first().click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
