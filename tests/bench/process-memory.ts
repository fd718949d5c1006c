import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

const everyMs = 100
const pageSize = 4096

interface MeasuredProcess {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly peakBytes: number
  readonly seconds: number
}

/**
 * Runs a command and samples the resident memory of its whole process tree (Linux). The peak is the largest sum
 * over the processes alive at one moment; pages that they share count once for each.
 */
export function measureMemory(command: string, args: readonly string[]): Promise<MeasuredProcess> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let peakBytes = 0
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    const timer = setInterval(() => {
      peakBytes = Math.max(peakBytes, residentBytes(child.pid!))
    }, everyMs)
    child.on('error', (error) => {
      clearInterval(timer)
      reject(error)
    })
    child.on('close', (status) => {
      clearInterval(timer)
      resolve({ status, stdout, stderr, peakBytes, seconds: (performance.now() - started) / 1000 })
    })
  })
}

/**
 * Returns the resident memory in bytes of a process and all its descendants or, without `below`, of it
 * alone.
 */
export function residentBytes(top: number, below = true): number {
  const parents = new Map<number, number>()
  const resident = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      // The command's name stands in parentheses and may hold anything: fields count from the last one.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      parents.set(Number(name), Number(fields[1]))
      resident.set(Number(name), Number(fields[21]) * pageSize)
    } catch {
      // The process ended between the listing and the reading.
    }
  }
  let total = 0
  for (const [pid, bytes] of resident) if (below ? descends(pid, top, parents) : pid === top) total += bytes
  return total
}

function descends(pid: number, top: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at = pid; at > 1; at = parents.get(at) ?? 0) if (at === top) return true
  return false
}
