import { openBackend } from '@mitoscope/tensor/compute'
import { measureRates } from '@mitoscope/training/compute'
import type { BackendName } from '@mitoscope/tensor'
import type { Speed } from './measure-speed.ts'

// A process of its own, because a server must not load a tensor library. The argument is the backend's name; the
// message is its speed.

const backend = await openBackend({ backend: process.argv[2] as BackendName | undefined })
const speed: Speed = {
  ...(await measureRates(backend)),
  backend: backend.name,
  device: backend.device,
  gpu: backend.gpu,
}
process.send!(speed, undefined, undefined, () => process.exit(0))
