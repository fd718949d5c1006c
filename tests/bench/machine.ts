import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'

/** Describes the machine that figures are measured on, in words. */
export function describeMachine(): string {
  const gib = (totalmem() / 2 ** 30).toFixed(0)
  return `${cpus()[0].model.trim()}, ${availableParallelism()} cores, ${gib} GiB memory, ${type()} ${release().split('-')[0]}${gpu()}`
}

function gpu(): string {
  try {
    const names = execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], {
      encoding: 'utf8',
    })
    return `, ${names.trim().split('\n').join(' + ')}`
  } catch {
    return ''
  }
}
