import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../apps/cli/bin/ensure-installed.mjs'
import { describeMachine } from '../machine.ts'

/** Circumstances of a measurement, named at the head of its file. */
export interface Circumstances {
  readonly title: string
  /** Command that writes it. */
  readonly command: string
  readonly load: number
  readonly versions: string
}

/** Paragraphs that begin every file of results. */
export function describeStart({ title, command, load, versions }: Circumstances): string[] {
  return [
    `# ${title}`,
    `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)}.`,
    `Machine: ${describeMachine()}; load before the start ${load.toFixed(2)}. Versions: ${versions}.`,
  ]
}

/** Prints a report and, if it has a file, writes it beside the others. */
export function publish(paragraphs: readonly string[], file: string | undefined): void {
  const text = paragraphs.join('\n\n')
  console.log(text)
  if (file === undefined) console.error('Only printed: no file was written.')
  else writeFormatted(join(root, 'tests/bench', file), `${text}\n`)
}

export function writeFormatted(path: string, text: string): void {
  writeFileSync(path, text)
  execFileSync(join(root, 'node_modules/.bin/prettier'), ['--write', '--log-level', 'warn', path])
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Versions of ours, of Node, and of packages of ours that are named by the folders that depend on them. */
export function describeVersions(libraries: readonly (readonly [string, ...string[]])[]): string {
  const found = libraries.flatMap(([folder, ...names]) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    )
    return names.map((name) => `${name} ${dependencies[name] ?? devDependencies[name]}`)
  })
  return [`mitoscope ${readCommit()}`, `node ${process.versions.node}`, ...found].join(', ')
}

/** Short hash of the commit that is measured, and a mark where files differ from it. */
function readCommit(): string {
  const git = (args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  return `${git(['rev-parse', '--short', 'HEAD'])}${git(['status', '--porcelain', '--', 'packages', 'apps']) && ', changed'}`
}
