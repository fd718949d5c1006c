import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JudgedClaim, SweepReport } from '@mitoscope/analysis'
import type { SweepConfig } from '@mitoscope/training'
import { expect } from 'vitest'
import { runMitoscope } from '../cli/run-mitoscope.ts'

export interface Reproduced {
  /** The claims of the figure by their ids. */
  readonly claims: Readonly<Record<string, JudgedClaim>>
  /** The paper's numbers beside ours. */
  readonly numbers: readonly { readonly verdict: JudgedClaim['verdict'] }[]
}

/** Trains in `folder` what is not trained there yet, with other settings than the scale's where given, and judges the figure. */
export async function reproduce(
  folder: string,
  figure: string,
  change: Partial<SweepConfig> = {},
): Promise<Reproduced> {
  const args = ['reproduce', figure, '--json', '--change', JSON.stringify(change)]
  const { code, stdout, stderr } = await runMitoscope(args, { cwd: folder })
  expect(code, stderr).toBe(0)
  const { claims, numbers } = JSON.parse(stdout) as { claims: JudgedClaim[]; numbers: JudgedClaim[] }
  return { claims: Object.fromEntries(claims.map((claim) => [claim.id, claim])), numbers }
}

/** The report that figures of that sweep are read from. */
export function readReport(folder: string, sweep: string): SweepReport {
  return JSON.parse(readFileSync(join(folder, 'reproduced', sweep, 'report.json'), 'utf8'))
}

/** The verdict, told with its reason where it is another. */
export function told({ verdict, reason }: JudgedClaim): string {
  return `${verdict}: ${reason}`
}
