import { spawnSync } from 'node:child_process'

/** The first Python of $PYTORCH_PYTHON, python3 and /usr/bin/python3 that has PyTorch and NumPy; undefined where none has. */
export function findPytorch(): string | undefined {
  return [process.env.PYTORCH_PYTHON, 'python3', '/usr/bin/python3'].find(
    (candidate) => candidate && spawnSync(candidate, ['-c', 'import torch, numpy']).status === 0,
  )
}
