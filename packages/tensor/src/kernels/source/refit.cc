// Ridge regression of targets on every nested chunk of one draw: (G_SS + λI) B = C_S: with λ = share · mean variance of the
// chunk + floor.
//
// λ differs from size to size, so each size has a factorisation of its own; at sizes that halve, all of them together are
// 8/7 of the largest, w³/3 flops. Left-looking by strips, as in residual.cc: the targets are further columns, so that
// forward substitution is part of the factorisation.
#include "tile.h"

struct Refit {
  Ordered gram;
  const double *cross; // [classes][gram.stride]
  Index classes, size, padded, stride; // padded: columns of chunk and targets; stride: rows that Y has room for
  double *tiles, *strip, *scales;      // Y, [padded / 8][stride][8]; [padded / 8][STRIP_STRIDE][8]; 1 / L_ii, [size]
};

static void gather_with_targets(Refit &s, Index first, Index rows, double ridge) {
  gather(s.strip, s.gram, first, rows, first / TILE);
  for (Index r = 0; r < rows; r++) {
    *strip_at(s.strip, r, first + r) += ridge;
    for (Index j = s.size; j < s.padded; j++) {
      Index c = j - s.size;
      *strip_at(s.strip, r, j) = c < s.classes ? s.cross[c * s.gram.stride + s.gram.order[first + r]] : 0;
    }
  }
}

// Brings a strip against one tile of columns up to the neurons before it.
static void advance(Refit &s, Index first, Index rows, Index tile) {
  for (Index done = 0; done < first; done += DEPTH_STEP)
    for (Index row = 0; row < rows; row += STRIP_ROWS) {
      const double *left[STRIP_ROWS];
      for (int r = 0; r < STRIP_ROWS; r++) left[r] = column(s.tiles, s.stride, first + minimum(row + r, rows - 1));
      Sums sums = load_rows(s.strip, tile, row, rows);
      subtract_products(sums, left, s.tiles + tile * s.stride * TILE, done, minimum(done + DEPTH_STEP, first));
      store_rows(s.strip, tile, row, rows, sums);
    }
}

// Eliminates the strip's own rows. A neuron that earlier ones determine, to rounding, is left out.
static void eliminate(Refit &s, Index first, Index rows, double ridge) {
  double tolerance = (double)s.size * 4.440892098500626e-16;
  for (Index i = 0; i < rows; i++) {
    Index neuron = first + i;
    double pivot = *strip_at(s.strip, i, neuron), whole = s.gram.diagonal(neuron) + ridge;
    double scale = s.scales[neuron] = pivot > tolerance * whole ? 1 / __builtin_sqrt(pivot) : 0;
    for (Index t = neuron / TILE; t < s.padded / TILE; t++)
      for (int v = 0; v < TILE; v += D::lanes)
        store(s.tiles + (t * s.stride + neuron) * TILE + v, load(s.strip + (t * STRIP_STRIDE + i) * TILE + v) * scale);
    for (Index below = i + 1; below < rows; below++) {
      double x = column(s.tiles, s.stride, first + below)[neuron * TILE];
      for (Index t = (first + below) / TILE; t < s.padded / TILE; t++)
        for (int v = 0; v < TILE; v += D::lanes) {
          double *target = s.strip + (t * STRIP_STRIDE + below) * TILE + v;
          store(target, load(target) - x * load(s.tiles + (t * s.stride + neuron) * TILE + v));
        }
    }
  }
}

// out [size][classes] from Lᵀ B = L⁻¹ C.
static void substitute_back(const Refit &s, double *out) {
  for (Index i = s.size - 1; i >= 0; i--) {
    double *own = out + i * s.classes;
    for (Index c = 0; c < s.classes; c++) own[c] = column(s.tiles, s.stride, s.size + c)[i * TILE];
    for (Index j = i + 1; j < s.size; j++) {
      double y = column(s.tiles, s.stride, j)[i * TILE];
      const double *other = out + j * s.classes;
      for (Index c = 0; c < s.classes; c++) own[c] -= y * other[c];
    }
    for (Index c = 0; c < s.classes; c++) own[c] *= s.scales[i];
  }
}

// Doubles of work space for one call, of at most `size` neurons.
EXPORT Index refit_space(Index size, Index classes) { return tiled(size + classes) * (odd(size) + STRIP_STRIDE) + size; }

// gram [stride, stride], of which order names the neurons of the draw; cross [classes][stride]: centred targets times centred
// features; sizes in any order. out: for each size in turn [size][classes], the coefficients in the draw's order.
EXPORT void refit_nested(const double *gram, Index stride, const i32 *order, const i32 *sizes, Index sizeCount,
                         const double *cross, Index classes, double share, double floor, double *space, double *out) {
  for (Index k = 0; k < sizeCount; k++) {
    Index size = sizes[k], padded = tiled(size + classes);
    Refit s = {{gram, stride, order, size}, cross, classes, size, padded, odd(size), space, nullptr, nullptr};
    s.strip = s.tiles + padded * s.stride;
    s.scales = s.strip + padded * STRIP_STRIDE;
    double ridge = share * trace_of(s.gram) / (double)size + floor;
    for (Index first = 0; first < size; first += STRIP) {
      Index rows = minimum(STRIP, size - first);
      gather_with_targets(s, first, rows, ridge);
      for (Index tile = first / TILE; tile < padded / TILE; tile++) advance(s, first, rows, tile);
      eliminate(s, first, rows, ridge);
    }
    substitute_back(s, out);
    out += size * classes;
  }
}
