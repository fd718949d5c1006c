/**
 * Returns text that others wrote as one line for a terminal: without breaks, by which it could pass for other lines, and
 * without control characters and changes of direction, by which it could clear the screen or write the clipboard.
 */
export function asLine(text: string): string {
  return text
    .replaceAll(/[\s\u0085]+/g, ' ')
    .replaceAll(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
}
