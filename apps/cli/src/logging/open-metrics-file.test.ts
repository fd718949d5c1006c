import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { openMetricsFile } from './open-metrics-file.ts'

test('a folder or a missing file is rejected by its name', async () => {
  await expect(openMetricsFile(tmpdir())).rejects.toThrow(`${tmpdir()} is a folder`)
  await expect(openMetricsFile('nowhere.jsonl')).rejects.toThrow('nowhere.jsonl: there is no such file')
})
