import { createRequire } from 'node:module'

/**
 * Registers the gradients of TensorFlow.js, which its core leaves out and has no entry file for: they come with the
 * whole of TensorFlow.js, a dependency of the native package.
 */
export function registerGradients(): void {
  const own = createRequire(import.meta.url)
  createRequire(own.resolve('@tensorflow/tfjs-node-gpu/package.json'))('@tensorflow/tfjs')
}
