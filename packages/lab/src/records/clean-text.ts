/** Text as the database can hold and compare it: without NUL and halves of surrogate pairs. */
export function cleanText(given: string): string {
  // eslint-disable-next-line no-control-regex
  return given.replaceAll('\0', '\uFFFD').replace(loneSurrogate, '\uFFFD')
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
