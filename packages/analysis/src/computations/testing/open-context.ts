import { openBackend, type Backend } from '@mitoscope/tensor/compute'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Representation } from '../../representation/representation.ts'
import { Context } from '../context.ts'

let backend: Backend | undefined

/** The backend under test, which MITOSCOPE_BACKEND names; one per process. */
export async function openTestBackend(): Promise<Backend> {
  return (backend ??= await openBackend())
}

/** A context with the default chunk sizes and seed 0. */
export async function openContext(representation: Representation, seed = 0): Promise<Context> {
  return new Context(representation, await openTestBackend(), { seed })
}

/** Fails every test of the calling file that leaves a tensor behind. */
export function checkLeaks(): void {
  let before = 0
  beforeEach(async () => {
    before = (await openTestBackend()).tf.memory().numTensors
  })
  afterEach(async () => {
    expect((await openTestBackend()).tf.memory().numTensors).toBe(before)
  })
}
