import { openBackend } from '@mitoscope/tensor/compute'
import { receiveFromParent, sendToParent } from '@mitoscope/tensor/processes'
import { measureRates } from '@mitoscope/training/compute'
import { speedRequest, type Speed } from './speed-messages.ts'

// A process of its own, because a server must not load a tensor library.

receiveFromParent(speedRequest, async (asked) => {
  const backend = await openBackend({ backend: asked.backend ?? undefined })
  const { name, device, gpu } = backend
  const speed: Speed = { ...(await measureRates(backend)), backend: name, device, gpu }
  await sendToParent(speed)
  process.exit(0)
})
