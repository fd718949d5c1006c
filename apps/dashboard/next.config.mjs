/** Pages as files: the lab's server hands them out beside the API, so there is one origin and one port. */
export default {
  output: 'export',
  transpilePackages: ['@mitoscope/analysis', '@mitoscope/figures', '@mitoscope/schema'],
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` does: a page is built on machines that only use it.
  typescript: { ignoreBuildErrors: true },
}
