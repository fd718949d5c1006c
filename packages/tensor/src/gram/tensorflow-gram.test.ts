import { expect, test } from 'vitest'
import { askedBackend, openBackend } from '../open-backend.ts'
import { loadBinding } from '../native/load-binding.ts'
import { findNative } from '../native/native-setup.ts'

const native = findNative()
const runs = native.present && (askedBackend({}) ?? 'tensorflow') === 'tensorflow'

test.runIf(runs)('no tensor is left on the device after a result, nor after a disposal', async () => {
  const backend = await openBackend({ backend: 'tensorflow' })
  const { binding } = loadBinding(native.present ? native.binding : '')
  const before = binding.getNumOfTensors()
  for (const end of ['finish', 'dispose'] as const) {
    const gram = backend.createGram(300)
    await gram.add(new Float32Array(300 * 2000).fill(1), 2000)
    await gram.add(new Float64Array(300 * 40_000).fill(1), 40_000)
    await gram[end]()
    expect(binding.getNumOfTensors()).toBe(before)
  }
})
