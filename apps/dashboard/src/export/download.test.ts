import { expect, test } from 'vitest'
import { toCsv, toFileName } from './download.ts'

test('names that somebody chose are texts in a spreadsheet, and numbers are numbers', async () => {
  const csv = toCsv(['run', 'error'], [['=WEBSERVICE("http://evil.example")', -0.5]])
  expect(await csv.text()).toBe(`run,error\r\n"'=WEBSERVICE(""http://evil.example"")",-0.5\r\n`)
})

test.each([
  ['w0064-s0-wd0.002-loss.svg', 'w0064-s0-wd0.002-loss.svg'],
  ['a run, of two; "names"-train/loss.csv', 'a-run-of-two-names-train-loss.csv'],
  ['../../etc/passwd', 'etc-passwd'],
  ['Größe 8.npz', 'Größe-8.npz'],
  ['…', 'file'],
])('%s is called %s', (name, written) => expect(toFileName(name)).toBe(written))
