/**
 * Opens a page in a browser if the user sits at a terminal of a machine with a screen. Otherwise the printed address
 * suffices.
 */
export async function showInBrowser(url: string): Promise<void> {
  const { CI, SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY } = process.env
  const screen = process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY
  if (!process.stdout.isTTY || CI || SSH_CONNECTION || !screen) return
  const { default: open } = await import('open')
  // A missing browser is not an error.
  await open(url).catch(() => {})
}
