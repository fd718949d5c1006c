import { runCommand } from './run-command.ts'

/** Whether set-up takes the CUDA build: as MITOSCOPE_CUDA=1 or 0 says, else when an NVIDIA driver answers. */
export async function wantsCuda(): Promise<boolean> {
  const asked = process.env.MITOSCOPE_CUDA
  if (asked !== undefined && asked !== '') return asked !== '0'
  const { code } = await runCommand('nvidia-smi', ['-L'], { timeoutMs: 20_000 })
  return code === 0
}

/**
 * The NVIDIA wheels that a TensorFlow wheel names under its extra `and-cuda`: its own metadata is read, so that the
 * versions fit whatever release it is.
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
