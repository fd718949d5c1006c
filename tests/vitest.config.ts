import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // One cache beside the installed packages, whoever runs vitest from wherever.
  cacheDir: 'node_modules/.vite',
  // The decorators of type-graphql are the ones of TypeScript.
  oxc: { decorator: { legacy: true } },
  // Two copies of graphql refuse each other's schemas: everything gets the same file of it.
  resolve: {
    alias: [
      {
        find: /^graphql$/,
        replacement: fileURLToPath(import.meta.resolve('graphql/index.js')),
      },
    ],
  },
  test: {
    include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    // The native tensor library cannot be loaded twice in one process, so each file gets its own.
    pool: 'forks',
    // Limits against hanging only: a loaded machine takes many times as long as an idle one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
