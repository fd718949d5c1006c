import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BackendUnavailable } from './backend-name.ts'
import { askedBackend, openBackend } from './open-backend.ts'

beforeEach(() => {
  // These tests choose their own backend, whatever backend the suite runs on.
  vi.stubEnv('MITOSCOPE_BACKEND', '')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

test('an unknown backend is rejected with the known names', async () => {
  vi.stubEnv('MITOSCOPE_BACKEND', 'cuda')
  await expect(openBackend()).rejects.toThrow('no backend "cuda"; there are tensorflow, webgpu, wasm')
})

test('the option has precedence over the environment', () => {
  vi.stubEnv('MITOSCOPE_BACKEND', 'tensorflow')
  expect(askedBackend({})).toBe('tensorflow')
  expect(askedBackend({ backend: 'wasm' })).toBe('wasm')
  vi.stubEnv('MITOSCOPE_BACKEND', '')
  expect(askedBackend({})).toBeUndefined()
})

test('a chosen backend that is absent gives reason and remedy, and others still open', async () => {
  vi.stubEnv('MITOSCOPE_CACHE', '/nowhere/mitoscope')
  const failure = await openBackend({ backend: 'tensorflow' }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(BackendUnavailable)
  expect((failure as BackendUnavailable).reason).toContain('has not been set up')
  expect((failure as BackendUnavailable).remedy).toContain('npm run setup')

  const backend = await openBackend({ backend: 'wasm' })
  expect(backend.name).toBe('wasm')
  expect(await openBackend({ backend: 'wasm' })).toBe(backend)
  expect(await openBackend()).toBe(backend)
  await expect(openBackend({ backend: 'tensorflow' })).rejects.toThrow('uses the backend "wasm" already')
})
