/** True if the members of a zip archive are those that torch.save writes. */
export function isTorchArchive(names: readonly string[]): boolean {
  return names.some((name) => /^[^/]*\/data\.pkl$/.test(name)) && !isProgram(names)
}

/**
 * True if the members of a zip archive are those of TorchScript, which stores its code beside the values.
 */
export function isProgram(names: readonly string[]): boolean {
  return names.some((name) => /^[^/]*\/(code\/|constants\.pkl$)/.test(name))
}
