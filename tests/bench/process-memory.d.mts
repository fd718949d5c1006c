/** Of a process and all below it, or of it alone. */
export function residentBytes(top: number, below?: boolean): number
