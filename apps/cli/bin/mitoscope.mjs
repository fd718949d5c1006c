#!/usr/bin/env node
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './ensure-installed.mjs'
import { ensureNode } from './ensure-node.mjs'

await ensureNode()
ensureInstalled()

// npm runs scripts in the package's root; file arguments are meant from where the user stands.
const { INIT_CWD, npm_lifecycle_event: script } = process.env
if (script && INIT_CWD && process.cwd() === root) process.chdir(INIT_CWD)

const { compile, compiledEntry, endCompiler } = await import('./compile.mjs')
const folder = await compile()
await endCompiler()
process.setSourceMapsEnabled(true)
try {
  await import(pathToFileURL(compiledEntry(folder, 'apps/cli/src/main.ts')).href)
} catch (error) {
  // Loading the measures that MITOSCOPE_MEASURES names is the one thing that fails before the program runs.
  if (error.option !== 'MITOSCOPE_MEASURES' || process.env.MITOSCOPE_DEBUG) throw error
  process.stderr.write(`mitoscope: ${error.message}\n`)
  process.exitCode = 2
}
