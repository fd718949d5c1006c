import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { measures, requireMeasure } from './measures.ts'

test('there is a catalogue of measures, and what is not in it is told what is', () => {
  expect(measures.map(({ id }) => id)).toContain('critical-width')
  expect(measures.every((measure) => !('run' in measure))).toBe(true)
  expect(() => requireMeasure('clusters')).toThrow(/"clusters".*chunk-error/)
})

test('reading the catalogue loads no tensor library', async () => {
  // Resolving one throws, so that the import below succeeds only without.
  const hook = `export function resolve(specifier, context, next) {
    if (/^(@tensorflow\\/|webgpu$)/.test(specifier)) throw new Error('loads ' + specifier)
    return next(specifier, context)
  }`
  const script = `
    import { register } from 'node:module'
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}))
    const { measures } = await import(${JSON.stringify(new URL('./measures.ts', import.meta.url).href)})
    const lab = await import(${JSON.stringify(new URL('../../index.ts', import.meta.url).href)})
    console.log(measures.length === lab.measures.length)
    const { openBackend } = await import('@mitoscope/tensor/compute')
    await openBackend({ backend: 'wasm' }).catch(({ message }) => console.log(message))
  `
  const argv = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const cwd = new URL('../../..', import.meta.url)
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd })
  const [same, refused] = stdout.trim().split('\n')
  expect(same).toBe('true')
  // The hook works: what does load a tensor library fails.
  expect(refused).toMatch(/^loads @tensorflow\//)
})
