import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { compile } from '../apps/cli/bin/compile.mjs'
import { root } from '../apps/cli/bin/ensure-installed.mjs'
import { LongestFirst } from './runner/longest-first.ts'
import { readSuites } from './runner/suites.ts'

const cores = availableParallelism()

process.env.MITOSCOPE_TEST_COMPILED = JSON.stringify({ folder: await compile(), root })

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
    projects: readSuites().map(({ name, env, include, exclude, isolate }) => ({
      extends: true,
      test: { name, env, include: [...include], exclude: [...configDefaults.exclude, ...exclude], isolate },
    })),
    // The native tensor library cannot be loaded twice in one process.
    pool: 'forks',
    // The tests' server of the S3 API names the pages of a list by a cipher that OpenSSL keeps apart.
    execArgv: ['--openssl-legacy-provider'],
    setupFiles: 'tests/runner/use-compiled.ts',
    // Files that start processes of their own leave the core of their worker to others while they wait.
    maxWorkers: cores < 4 ? cores + 1 : cores,
    sequence: { sequencer: LongestFirst },
    // Limits against hanging only: a loaded machine takes many times as long as an idle one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000, interval: 20 } },
  },
})
