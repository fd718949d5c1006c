/** Returns the start of the names of a width's runs and groups: "w0064". */
export function nameWidth(width: number): string {
  return `w${String(width).padStart(4, '0')}`
}
