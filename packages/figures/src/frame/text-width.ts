/** Estimates the width of a text in pixels, for a wide font, since no font is available to measure with. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0
  for (const character of text) ems += emsOf(character)
  return ems * fontSize
}

function emsOf(character: string): number {
  if (/[ijl.,:;'|!·()[\]]/.test(character)) return 0.36
  if (/[A-ZΣmwMW@%]/.test(character)) return 0.78
  if (/[\u2e80-\uffff]/.test(character)) return 1
  return /[\s tfr−-]/.test(character) ? 0.4 : 0.62
}

/** Wraps text into lines no wider than `width`. A word wider than that continues in the next line. */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = []
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((each) => breakWord(each, fontSize, width))) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : ''
    if (longer && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** Breaks a word into pieces that are no wider than `width`, or have one character. */
function breakWord(word: string, fontSize: number, width: number): string[] {
  const pieces = ['']
  for (const character of word) {
    const longer = pieces.at(-1)! + character
    if (pieces.at(-1) === '' || textWidth(longer, fontSize) <= width) pieces[pieces.length - 1] = longer
    else pieces.push(character)
  }
  return pieces
}

/** Cuts text wider than `width`, and ends it with "…". */
export function cutText(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text
  const characters = [...text]
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop()
  return `${characters.join('')}…`
}
