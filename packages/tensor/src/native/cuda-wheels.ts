import { runCommand } from './run-command.ts'

/** Returns true if set-up uses the CUDA build: by MITOSCOPE_CUDA=1 or 0, else if an NVIDIA driver responds. */
export async function wantsCuda(): Promise<boolean> {
  const asked = process.env.MITOSCOPE_CUDA
  if (asked !== undefined && asked !== '') return asked !== '0'
  const { code } = await runCommand('nvidia-smi', ['-L'], { timeoutMs: 20_000 })
  return code === 0
}

/**
 * Returns the NVIDIA wheels that a TensorFlow wheel requires under its extra `and-cuda`, from its own metadata, so that
 * versions fit any release.
 */
export async function cudaRequirements(wheels: readonly string[]): Promise<string[]> {
  const script =
    'import sys, zipfile\n' +
    'z = zipfile.ZipFile(sys.argv[1])\n' +
    "name = next(n for n in z.namelist() if n.endswith('.dist-info/METADATA'))\n" +
    'print(z.read(name).decode())'
  const { stdout } = await runCommand('python3', ['-c', script, wheels[0]])
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('Requires-Dist: nvidia-') && /extra == ['"]and-cuda['"]/.test(line))
    .map((line) =>
      line
        .slice('Requires-Dist: '.length)
        .split(';')[0]
        .replace(/[\s()]/g, ''),
    )
}
