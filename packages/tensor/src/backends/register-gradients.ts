import { createRequire } from 'node:module'

/**
 * Registers the gradients of TensorFlow.js. Its core leaves them out and has no entry file for them, but they come with
 * the whole of TensorFlow.js, a dependency of the native package.
 */
export function registerGradients(): void {
  const own = createRequire(import.meta.url)
  createRequire(own.resolve('@tensorflow/tfjs-node-gpu/package.json'))('@tensorflow/tfjs')
}
