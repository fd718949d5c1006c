// Chunk error and loss: logits of every nested chunk of a draw in one pass over the neurons.
//
// Rows lie in panels of P rows, [panel][neuron][P], so that a neuron of a panel is a few whole vectors. A draw walks
// its neurons in order and adds A[:, j] xⱼ to C × P sums; where a chunk size is reached the sums are that chunk's
// logits, so all sizes of a draw cost what the largest does. Argmax and cross-entropy are taken while the logits are
// still in the nearest cache.
#include "elementary.h"

template <class T> struct Panel {
  static const int vectors = 2;
  static const int rows = vectors * Vector<T>::lanes;
};
EXPORT i32 panel_rows_f32() { return Panel<float>::rows; }
EXPORT i32 panel_rows_f64() { return Panel<double>::rows; }

// Copies rows × width values, row-major, into panels; missing rows of the last panel become 0.
template <class T, class Source> static void pack(T *panels, const Source *block, Index rows, Index width) {
  const int P = Panel<T>::rows;
  for (Index first = 0; first < rows; first += P) {
    T *panel = panels + first * width;
    Index count = minimum(P, rows - first);
    for (Index j0 = 0; j0 < width; j0 += 16) {
      Index j1 = minimum(j0 + 16, width);
      for (Index r = 0; r < P; r++)
        for (Index j = j0; j < j1; j++) panel[j * P + r] = r < count ? T(block[(first + r) * width + j]) : T(0);
    }
  }
}
EXPORT void pack_f32_f32(float *p, const float *b, Index rows, Index width) { pack(p, b, rows, width); }
EXPORT void pack_f32_f64(float *p, const double *b, Index rows, Index width) { pack(p, b, rows, width); }
EXPORT void pack_f64_f32(double *p, const float *b, Index rows, Index width) { pack(p, b, rows, width); }
EXPORT void pack_f64_f64(double *p, const double *b, Index rows, Index width) { pack(p, b, rows, width); }

// sums[c][P] += Σⱼ weight[j][c] · panel[order[j]][P] for `Count` classes from `weight` on, over neurons from … to.
template <class T, int Count>
INLINE void add_classes(T *sums, const T *panel, const i32 *order, const T *weight, Index classes, Index from, Index to) {
  typedef typename Vector<T>::V V;
  const int P = Panel<T>::rows, L = Vector<T>::lanes;
  V a[Count], b[Count];
#pragma GCC unroll 8
  for (int c = 0; c < Count; c++) a[c] = load(sums + c * P), b[c] = load(sums + c * P + L);
  for (Index j = from; j < to; j++) {
    const T *x = panel + (Index)order[j] * P;
    const T *w = weight + j * classes;
    V x0 = hold(load(x)), x1 = hold(load(x + L));
#pragma GCC unroll 8
    for (int c = 0; c < Count; c++) {
      a[c] += x0 * w[c];
      b[c] += x1 * w[c];
    }
  }
#pragma GCC unroll 8
  for (int c = 0; c < Count; c++) store(sums + c * P, a[c]), store(sums + c * P + L, b[c]);
}

template <class T>
static void add_neurons(T *sums, const T *panel, const i32 *order, const T *weight, Index classes, Index from, Index to) {
  const int P = Panel<T>::rows;
  Index c = 0;
  for (; c + 5 <= classes; c += 5) add_classes<T, 5>(sums + c * P, panel, order, weight + c, classes, from, to);
  switch (classes - c) {
  case 4: return add_classes<T, 4>(sums + c * P, panel, order, weight + c, classes, from, to);
  case 3: return add_classes<T, 3>(sums + c * P, panel, order, weight + c, classes, from, to);
  case 2: return add_classes<T, 2>(sums + c * P, panel, order, weight + c, classes, from, to);
  case 1: return add_classes<T, 1>(sums + c * P, panel, order, weight + c, classes, from, to);
  }
}

// Adds to error and loss what the rows of a panel give with logits scale · sums + bias; a label of −1 is no row.
// Both vectors of a panel go side by side: the chain of one exponential is long, two keep the units busy.
template <class T>
INLINE void judge(const T *sums, const T *bias, T scale, const i32 *labels, Index classes, double *error,
                  double *loss) {
  typedef typename Vector<T>::V V;
  typedef typename Vector<T>::Mask M;
  typedef typename Vector<T>::Int I;
  const int P = Panel<T>::rows, L = Vector<T>::lanes;
  M label[2], winner[2] = {};
  V top[2], own[2], shares[2] = {};
#pragma GCC unroll 2
  for (int h = 0; h < 2; h++) {
    for (int r = 0; r < L; r++) label[h][r] = labels[h * L + r];
    own[h] = top[h] = load(sums + h * L) * scale + bias[0];
  }
  for (Index c = 1; c < classes; c++) {
#pragma GCC unroll 2
    for (int h = 0; h < 2; h++) {
      V logit = load(sums + c * P + h * L) * scale + bias[c];
      M higher = logit > top[h];
      top[h] = choose<V, M>(higher, logit, top[h]);
      winner[h] = choose<M, M>(higher, M{} + (I)c, winner[h]);
      own[h] = choose<V, M>(label[h] == (I)c, logit, own[h]);
    }
  }
  for (Index c = 0; c < classes; c++) {
#pragma GCC unroll 2
    for (int h = 0; h < 2; h++)
      shares[h] += exponential<T>(load(sums + c * P + h * L) * scale + (bias[c] - top[h]));
  }
#pragma GCC unroll 2
  for (int h = 0; h < 2; h++) {
    M present = label[h] >= (I)0;
    V losses = top[h] - own[h] + logarithm<T>(shares[h]);
    *loss += (double)sum<T>(choose<V, M>(present, losses, V{}));
    *error += (double)sum<T>(choose<V, M>(present & (winner[h] != label[h]), splat<T>(1), V{}));
  }
}

// panels: rows × width as packed; labels: one per row, padded with −1 to whole panels; order [draws][span]; weight [draws][span][classes] in the draw's order; bias
// [draws][classes]; sizes ascending, the last ≤ span; scale [sizes]; error, loss [draws][sizes], added to.
// sums: classes × P values of work space.
template <class T>
static void judge_chunks(const T *panels, Index rows, Index width, const i32 *labels, const i32 *order, const T *weight,
                         const T *bias, Index span, Index draws, Index classes, const i32 *sizes, const T *scale,
                         Index sizeCount, double *error, double *loss, T *sums) {
  const int P = Panel<T>::rows;
  for (Index first = 0; first < rows; first += P)
    for (Index d = 0; d < draws; d++) {
      for (Index i = 0; i < classes * P; i++) sums[i] = 0;
      Index done = 0;
      for (Index k = 0; k < sizeCount; k++) {
        add_neurons(sums, panels + first * width, order + d * span, weight + d * span * classes, classes, done,
                    sizes[k]);
        done = sizes[k];
        judge(sums, bias + d * classes, scale[k], labels + first, classes,
              error + d * sizeCount + k, loss + d * sizeCount + k);
      }
    }
}
#define JUDGE(NAME, T)                                                                                              \
  EXPORT void NAME(const T *panels, Index rows, Index width, const i32 *labels, const i32 *order, const T *weight,      \
                   const T *bias, Index span, Index draws, Index classes, const i32 *sizes, const T *scale,               \
                   Index sizeCount, double *error, double *loss, T *sums) {                                           \
    judge_chunks<T>(panels, rows, width, labels, order, weight, bias, span, draws, classes, sizes, scale,           \
                    sizeCount, error, loss, sums);                                                                  \
  }
JUDGE(judge_chunks_f32, float)
JUDGE(judge_chunks_f64, double)
