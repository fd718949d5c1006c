import { gzipSync } from 'node:zlib'
import { kilobytes, type Figure } from '../server/figure.ts'
import type { FilledLab } from './fill-lab.ts'
import { pagesOf } from './pages.ts'

const target = 200_000

/** JavaScript that a page names in its HTML, compressed: what has to be there before the page can answer. */
export async function measureScripts(lab: FilledLab): Promise<Figure[]> {
  const sizes: [string, number][] = []
  for (const [name, path] of Object.entries(pagesOf(lab))) {
    const html = await (await fetch(lab.url + path, { headers: { accept: 'text/html' } })).text()
    const files = new Set(
      [...html.matchAll(/<script[^>]* src="([^"]+\.js)"(?![^>]*noModule)/gi)].map(([, src]) => src),
    )
    let bytes = 0
    for (const file of files) bytes += gzipSync(await (await fetch(new URL(file, lab.url))).text()).length
    sizes.push([name, bytes])
  }
  const largest = Math.max(...sizes.map(([, size]) => size))
  return [
    {
      what: 'JavaScript of the first load, largest page',
      target: `≤ ${kilobytes(target)}`,
      measured: kilobytes(largest),
      met: largest <= target,
      how: `Scripts that the page’s HTML names, compressed by gzip: ${sizes.map(([name, size]) => `${name} ${kilobytes(size)}`).join(', ')}. What is loaded for figures later is not counted.`,
    },
  ]
}
