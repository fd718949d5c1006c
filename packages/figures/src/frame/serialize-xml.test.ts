import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { escapeXml, serializeXml } from './serialize-xml.ts'

test('markup is escaped, and characters that XML forbids are replaced', () => {
  expect(escapeXml('a < b & "c" > d')).toBe('a &#60; b &#38; &#34;c&#34; &#62; d')
  expect(escapeXml('a\u0000\u001b\ud800b\u00a0')).toBe('a\ufffd\ufffd\ufffdb\u00a0')
})

test('coordinates are rounded, numbers in text are not', () => {
  const { document } = parseHTML('<html></html>')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', 'M1.23456,-0.0001L33.333333333333336,1.5e-7')
  path.setAttribute('aria-label', 'weight decay 0.00123')
  const xml = serializeXml(path as never)
  expect(xml).toContain('d="M1.23,0L33.33,0"')
  expect(xml).toContain('aria-label="weight decay 0.00123"')
})
