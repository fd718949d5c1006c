import { spawnSync } from 'node:child_process'
import { findPytorch } from '../pytorch/find-pytorch.ts'

/** The Python that has PyTorch, else any of Python 3.9 or newer; undefined where there is none. */
export function findPython(): string | undefined {
  const isNewEnough = 'import sys; sys.exit(sys.version_info < (3, 9))'
  const candidates = [findPytorch(), process.env.PYTORCH_PYTHON, 'python3', '/usr/bin/python3']
  return candidates.find((candidate) => candidate && spawnSync(candidate, ['-c', isNewEnough]).status === 0)
}
