import { afterEach, expect, test, vi } from 'vitest'
import { examineMachine } from './doctor.ts'
import { probeBackends } from './doctor/probe-backends.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('the machine’s report has every backend, present or with a reason and a remedy', async () => {
  const report = await examineMachine({ measure: true })
  expect(report.node).toBe(process.version)
  expect(report.cores).toBeGreaterThan(0)
  expect(report.memory.total).toBeGreaterThan(report.memory.free)
  expect(report.backends.map((backend) => backend.name)).toEqual(['tensorflow', 'webgpu', 'wasm'])
  for (const backend of report.backends) {
    if (backend.present) {
      expect(backend.gigaflops).toBeGreaterThan(0.01)
      expect(backend.version).not.toBe('')
      expect(backend.device).not.toBe('')
    } else {
      expect(backend.reason).not.toBe('')
      expect(backend.remedy).not.toBe('')
    }
  }
  expect(report.backends[2]).toMatchObject({ present: true, gramPrecision: 'float64' })
})

test('a backend that does not answer in time is absent', async () => {
  const reports = await probeBackends({ timeoutMs: 1 })
  for (const report of reports) expect(report).toMatchObject({ present: false })
})

test('a missing cache is not an error', async () => {
  vi.stubEnv('MITOSCOPE_CACHE', '/nowhere/at/all')
  const report = await examineMachine({ measure: false })
  expect(report.cache.bytes).toBe(0)
  expect(report.cache.diskFree).toBeGreaterThan(0)
  expect(report.backends[0].present).toBe(false)
})
