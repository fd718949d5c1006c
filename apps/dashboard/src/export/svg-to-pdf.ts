/** Points of a PDF for a pixel of an SVG. */
const POINTS = 0.75
const FONT = 'Inter'

/** A figure as a PDF page of its size: lines stay lines, and text stays text. */
export async function svgToPdf(svg: string): Promise<Blob> {
  // Only for those who want one: it is a large library, with a font that has Greek letters and signs.
  const [{ jsPDF }, { svg2pdf }, regular, bold] = await Promise.all([
    import('jspdf'),
    import('svg2pdf.js'),
    fetchFont(new URL('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', import.meta.url)),
    fetchFont(new URL('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf', import.meta.url)),
  ])
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
  const [width, height] = ['width', 'height'].map((name) => POINTS * Number(picture.getAttribute(name)))
  picture.setAttribute('font-family', FONT)
  for (const heavy of picture.querySelectorAll('[font-weight]')) heavy.setAttribute('font-weight', 'bold')
  const orientation = width > height ? 'landscape' : 'portrait'
  const pdf = new jsPDF({ unit: 'pt', format: [width, height], orientation, compress: true })
  for (const [style, content] of [
    ['normal', regular],
    ['bold', bold],
  ] as const) {
    pdf.addFileToVFS(`${FONT}-${style}.ttf`, content)
    pdf.addFont(`${FONT}-${style}.ttf`, FONT, style)
  }
  pdf.setProperties({ title: picture.querySelector('title')?.textContent ?? '' })
  await svg2pdf(picture, pdf, { x: 0, y: 0, width, height })
  return pdf.output('blob')
}

/** The font as jsPDF takes it: a character for each byte. */
async function fetchFont(url: URL): Promise<string> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`The server answers ${answer.status} for the font of the PDF.`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  let text = ''
  // In pieces, because a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  }
  return text
}
