import { softwareVulkan } from './software-vulkan.mjs'
import { readCommand } from './run-command.mjs'

/** The backends that open here, in the order of preference of the tests: { name, env }. */
export async function findBackends(ledger) {
  console.log('\n▸ backends')
  const found = []
  for (const name of ['tensorflow', 'wasm', 'webgpu']) {
    const backend = await findBackend(name)
    if (backend.reason === undefined) found.push(backend)
    // WebAssembly needs nothing that could be missing: without it, the tests fail.
    else if (name === 'wasm') await ledger.step('backend wasm', async () => ({ passed: 0, failed: 1 }))
    else ledger.leaveOut(`backend ${name}`, backend.reason)
    console.log(`  ${name}: ${backend.reason ?? backend.device}`)
  }
  return found
}

async function findBackend(name) {
  const backend = await probe(name, {})
  // WebGPU without a GPU runs the same code on a Vulkan in software.
  if (name !== 'webgpu' || backend.reason === undefined) return backend
  const software = softwareVulkan()
  if (software.reason !== undefined) return { name, reason: `${backend.reason}; ${software.reason}` }
  return probe(name, software.env)
}

/** A backend is opened in a process of its own: a broken driver may take the process down. */
async function probe(name, extra) {
  const env = { ...extra, MITOSCOPE_BACKEND: name }
  const { status, signal, stdout, stderr } = await readCommand(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), 'tests/runner/probe-backend.ts'],
    env,
  )
  if (status === 0) return { name, env, device: stdout.trim().split('\n').at(-1) }
  return {
    name,
    reason: stderr.trim().split('\n').at(-1) || `opening it ended with ${signal ?? `status ${status}`}`,
  }
}
