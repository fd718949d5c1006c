// Gram matrix of a row block in float64, upper tiles only: Σₙ (xₙ − s)(xₙ − s)ᵀ.
#include "tile.h"

static const Index TILES_AT_ONCE = 4;

// Copies rows of the block, shifted, into column tiles [padded / 8][rows][8], and adds them to the column sums. Tiles
// from … to only: threads share the columns.
template <class Source>
static void pack(double *tiles, const Source *block, Index rows, Index width, const double *shift, double *sums,
                 Index from, Index to) {
  for (Index t = from; t < to; t++)
    for (Index n = 0; n < rows; n++)
      for (Index c = 0; c < TILE; c++) {
        Index j = t * TILE + c;
        double x = j < width ? (double)block[n * width + j] - shift[j] : 0;
        tiles[(t * rows + n) * TILE + c] = x;
        if (j < width) sums[j] += x;
      }
}
EXPORT void gram_pack_f32(double *tiles, const float *block, Index rows, Index width, const double *shift, double *sums,
                          Index from, Index to) {
  pack(tiles, block, rows, width, shift, sums, from, to);
}
EXPORT void gram_pack_f64(double *tiles, const double *block, Index rows, Index width, const double *shift, double *sums,
                          Index from, Index to) {
  pack(tiles, block, rows, width, shift, sums, from, to);
}

// Number of column tiles, and doubles of work space for a block of so many rows.
EXPORT Index gram_tiles(Index width) { return tiled(width) / TILE; }
EXPORT Index gram_space(Index rows, Index width) { return rows * tiled(width); }

// gram [width, width]: entries at and above the diagonal are added to, in the columns of tiles from … to.
EXPORT void gram_add(double *gram, const double *tiles, Index rows, Index width, Index from, Index to) {
  // A strip of left columns serves a few right tiles while it is in the nearest cache; it comes from far away.
  for (Index group = from; group < to; group += TILES_AT_ONCE) {
    Index end = minimum(group + TILES_AT_ONCE, to);
    for (Index i = 0; i < end * TILE && i < width; i += STRIP_ROWS) {
      const double *left[STRIP_ROWS];
      for (int r = 0; r < STRIP_ROWS; r++) left[r] = column(tiles, rows, i + r);
      for (Index right = maximum(group, i / TILE); right < end; right++) {
        Sums total = {};
        subtract_products(total, left, tiles + right * rows * TILE, 0, rows);
        for (int r = 0; r < STRIP_ROWS && i + r < width; r++)
          for (int c = 0; c < TILE && right * TILE + c < width; c++)
            gram[(i + r) * width + right * TILE + c] -= total.at[r][c / D::lanes][c % D::lanes];
      }
    }
  }
}

// Centres after the last block: subtracts sums sumsᵀ / rows, mirrors the upper triangle, turns sums into means.
EXPORT void gram_finish(double *gram, double *sums, Index rows, Index width, const double *shift) {
  for (Index i = 0; i < width; i++)
    for (Index j = i; j < width; j++) gram[i * width + j] -= sums[i] * sums[j] / (double)rows;
  for (Index i = 0; i < width; i += TILE) // by tiles, so that the transposed side stays in the cache
    for (Index j = i; j < width; j += TILE)
      for (Index a = i; a < width && a < i + TILE; a++)
        for (Index b = maximum(a, j); b < width && b < j + TILE; b++) gram[b * width + a] = gram[a * width + b];
  for (Index j = 0; j < width; j++) sums[j] = shift[j] + sums[j] / (double)rows;
}
