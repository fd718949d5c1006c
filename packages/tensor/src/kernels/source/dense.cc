// Training of dense layers in float32: products whose results are used while they are still in registers.
//
// A step of a wide network reads and writes its parameters more often than it computes with them, if each operation
// is one of its own. Here a layer's gradient never stands in memory: where its sums end, velocity and weights change.
//
// Lanes: N values, two vectors. A layer's weights and velocity [outputs, inputs] lie as panels of N outputs,
// [outputs / N][inputs][N]; what is missing of the last panel is 0 and stays 0. A bias is the weight of an input of 1.
// Errors δ of a layer [rows, outputs] lie as panels of N outputs, [outputs / N][rows][N], and as panels of N rows,
// [rows / N][outputs][N].
#include "vector.h"

typedef Vector<float> F;
static const int LANES = 2 * F::lanes;
// Rows of a tile: as many as leave all sums in registers.
static const int TALL = VECTOR_BYTES == 64 ? 12 : VECTOR_BYTES == 32 ? 6 : 4;

EXPORT i32 dense_lanes() { return LANES; }

template <int Tall> struct Tile {
  F::V at[Tall][2];
};

// tile[r][:] += Σₖ left[r · across + k · along] · right[k][:], k < depth. One of the strides is a constant, so that the
// rows of the left factor need one pointer.
template <int Tall>
INLINE void add_products(Tile<Tall> &tile, const float *left, Index across, Index along, const float *right, Index depth) {
  Tile<Tall> t = tile;
  for (Index k = 0; k < depth; k++) {
    F::V y0 = hold(load(right + k * LANES)), y1 = hold(load(right + k * LANES + F::lanes));
#pragma GCC unroll 12
    for (int r = 0; r < Tall; r++) {
      F::V x = hold(splat<float>(left[r * across + k * along]));
      t.at[r][0] += x * y0;
      t.at[r][1] += x * y1;
    }
  }
  tile = t;
}

// Calls work(first, tile height as a constant) for tiles that cover 0 … rows − 1.
template <int Tall, class Work> INLINE void rest_of_tiles(Index first, Index rows, Work work) {
  if constexpr (Tall > 0) {
    if (rows - first == Tall) work(first, Tile<Tall>{});
    else rest_of_tiles<Tall - 1>(first, rows, work);
  }
}
template <class Work> INLINE void for_tiles(Index rows, Work work) {
  Index first = 0;
  for (; first + TALL <= rows; first += TALL) work(first, Tile<TALL>{});
  rest_of_tiles<TALL - 1>(first, rows, work);
}

template <int Tall> constexpr int tall(const Tile<Tall> &) { return Tall; }

// values [rows][stride], of which `width` columns, as panels of TALL rows: [rows / TALL][width][TALL].
static void pack_rows(float *panels, const float *values, Index rows, Index width, Index stride) {
  for (Index first = 0; first < rows; first += TALL) {
    Index count = minimum(TALL, rows - first);
    float *panel = panels + first * width;
    for (Index r = 0; r < count; r++)
      for (Index j = 0; j < width; j++) panel[j * count + r] = values[(first + r) * stride + j];
  }
}

// The same as panels of TALL columns: [width / TALL][rows][TALL].
static void pack_columns(float *panels, const float *values, Index rows, Index width, Index stride) {
  for (Index first = 0; first < width; first += TALL) {
    Index count = minimum(TALL, width - first);
    float *panel = panels + first * rows;
    for (Index n = 0; n < rows; n++)
      for (Index c = 0; c < count; c++) panel[n * count + c] = values[n * stride + first + c];
  }
}

// out [rows][out_stride] = x weightsᵀ for x [rows][x_stride] of `inputs` columns, negative values as 0 if `rectify`;
// the column after the outputs becomes 1. out_stride holds whole panels of outputs, and that column.
// space: rows × inputs values.
EXPORT void dense_forward(const float *x, Index rows, Index inputs, Index x_stride, const float *weights, Index outputs,
                          float *out, Index out_stride, i32 rectify, float *space) {
  pack_rows(space, x, rows, inputs, x_stride);
  for (Index p = 0; p < outputs; p += LANES)
    for_tiles(rows, [&](Index first, auto tile) {
      const int T = tall(tile);
      add_products(tile, space + first * inputs, 1, T, weights + p * inputs, inputs);
      for (int r = 0; r < T; r++)
        for (int h = 0; h < 2; h++) {
          F::V v = tile.at[r][h];
          store(out + (first + r) * out_stride + p + h * F::lanes, rectify ? choose<F::V, F::Mask>(v < F::V{}, F::V{}, v) : v);
        }
    });
  for (Index n = 0; n < rows; n++) out[n * out_stride + outputs] = 1;
}

// below [rows / N][inputs − 1][N] = δ weights, the bias left out, for δ as panels of rows.
EXPORT void dense_backward(const float *delta, Index rows, Index outputs, const float *weights, Index inputs,
                           float *below) {
  for_tiles(inputs - 1, [&](Index first, auto start) {
    const int T = tall(start);
    for (Index n = 0; n < rows; n += LANES) {
      auto tile = start;
      for (Index p = 0; p < outputs; p += LANES)
        add_products(tile, weights + p * inputs + first * LANES, LANES, 1, delta + n * outputs + p * LANES,
                     minimum(LANES, outputs - p));
      float *to = below + n * (inputs - 1) + first * LANES;
      for (int r = 0; r < T; r++)
        for (int h = 0; h < 2; h++) store(to + r * LANES + h * F::lanes, tile.at[r][h]);
    }
  });
}

// x or 0, without a branch: which neurons are active cannot be foretold.
INLINE float keep_if(bool keep, float x) {
  i32 bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  bits &= -(i32)keep;
  __builtin_memcpy(&x, &bits, sizeof bits);
  return x;
}

// δ as panels of rows, [rows / N][width][N], to panels of neurons, where the neuron was active: activations
// [rows][stride] > 0. Elsewhere both become 0, as does what is missing of the last panels.
EXPORT void dense_gate(float *by_row, const float *activations, Index rows, Index width, Index stride, float *by_neuron) {
  for (Index n = 0; n < rows; n += LANES)
    for (Index p = 0; p < width; p += LANES) {
      float *block = by_row + n * width + p * LANES; // LANES × LANES values, which stay in the nearest cache
      Index height = minimum(LANES, rows - n), wide = minimum(LANES, width - p);
      for (Index r = 0; r < height; r++) {
        const float *active = activations + (n + r) * stride + p;
        float *to = by_neuron + p * rows + (n + r) * LANES;
        for (Index c = 0; c < wide; c++) to[c] = block[c * LANES + r] = keep_if(active[c] > 0, block[c * LANES + r]);
        for (Index c = wide; c < LANES; c++) to[c] = 0;
      }
      for (Index r = height; r < LANES; r++)
        for (Index c = 0; c < wide; c++) block[c * LANES + r] = 0;
    }
}

// v ← momentum v + δᵀ x − decay w; w ← w + v, for x [rows][x_stride] of `inputs` columns, the last one 1, and δ as panels of
// outputs, already times the learning rate. space: rows × inputs values.
EXPORT void dense_update(const float *x, Index rows, Index inputs, Index x_stride, const float *delta, Index outputs,
                         float *weights, float *velocity, float momentum, float decay, float *space) {
  pack_columns(space, x, rows, inputs, x_stride);
  for (Index p = 0; p < outputs; p += LANES)
    for_tiles(inputs, [&](Index first, auto tile) {
      const int T = tall(tile);
      add_products(tile, space + first * rows, 1, T, delta + p * rows, rows);
      float *w = weights + p * inputs + first * LANES, *v = velocity + p * inputs + first * LANES;
      for (int i = 0; i < T * 2; i++) {
        F::V old = load(w + i * F::lanes);
        F::V step = load(v + i * F::lanes) * momentum + (tile.at[i / 2][i % 2] - old * decay);
        store(v + i * F::lanes, step);
        store(w + i * F::lanes, old + step);
      }
    });
}
