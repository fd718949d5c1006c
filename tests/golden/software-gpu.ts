/** True if the processor emulates the GPU, which takes a hundred times as long. */
export const onSoftwareGpu = process.env.MITOSCOPE_TEST_SOFTWARE_GPU === 'true'

/** Archives that are left to other backends there, and to `npm run soak`. */
export const isTooLarge = (archive: string) => onSoftwareGpu && archive.includes('mnist-mlp-w64')
