/** Returns text that the database can store and compare: without NUL and halves of surrogate pairs. */
export function cleanText(given: string): string {
  // eslint-disable-next-line no-control-regex
  return given.replaceAll('\0', '\uFFFD').replace(loneSurrogate, '\uFFFD')
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
