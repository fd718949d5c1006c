import { openBackend } from '@mitoscope/tensor/compute'

// Opens the backend of MITOSCOPE_BACKEND: its device on standard output, or the reason as the last line of errors.
try {
  const { device } = await openBackend()
  console.log(device)
  process.exit(0)
} catch (error) {
  console.error((error as Error).message.replaceAll('\n', ' '))
  process.exit(1)
}
