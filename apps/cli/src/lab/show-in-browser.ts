/** Opens a page where somebody sits at a terminal of a machine with a screen; elsewhere its address has been printed. */
export async function showInBrowser(url: string): Promise<void> {
  const { CI, SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY } = process.env
  const screen = process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY
  if (!process.stdout.isTTY || CI || SSH_CONNECTION || !screen) return
  const { default: open } = await import('open')
  // No browser is no failure.
  await open(url).catch(() => {})
}
