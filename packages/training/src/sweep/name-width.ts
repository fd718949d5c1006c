/** How a width begins the names of runs and groups of them: "w0064". */
export function nameWidth(width: number): string {
  return `w${String(width).padStart(4, '0')}`
}
