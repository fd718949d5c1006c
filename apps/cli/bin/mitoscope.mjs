#!/usr/bin/env node
import { ensureInstalled, requireNode, root } from './ensure-installed.mjs'

requireNode()
ensureInstalled()

// npm runs scripts in the package's root; file arguments are meant from where the user stands.
const { INIT_CWD, npm_lifecycle_event: script } = process.env
if (script && INIT_CWD && process.cwd() === root) process.chdir(INIT_CWD)

const { register } = await import('tsx/esm/api')
// Ours, and not a tsconfig.json that happens to lie where the user stands.
register({ tsconfig: `${root}/.tsconfig.json` })
await import('../src/main.ts')
