/*
 * The benchmark network by hand in C: what the compiled kernels of src/engine could cost at most. Same algorithm, same memory layout,
 * same drive, one thread, f32:
 *
 *   - a presynaptic spike reads a row of flags of open synapses, and touches only the synapses whose neuron has its gate open;
 *   - a postsynaptic spike touches only the synapses whose input holds a trace;
 *   - drift since a synapse's last touch is applied when it is touched.
 *
 *   cc -O3 -march=native -o bcall_peer bcall_peer.c -lm
 *   bcall_peer drive.bin      reads "learning samples\n" from stdin, simulates so many samples, answers "nanoseconds spikes\n"
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __AVX__
#include <immintrin.h>
#endif

#define BLOCK 8 /* synapses in a cache line, lanes of a register */
#define FLUSH 32 /* steps between two searches for values that have died away */

typedef struct {
  float w;
  int32_t touched;
} synapse;

typedef float reals __attribute__((vector_size(4 * BLOCK)));
typedef int32_t ints __attribute__((vector_size(4 * BLOCK)));
typedef int16_t shorts __attribute__((vector_size(2 * BLOCK)));
typedef int64_t pairs __attribute__((vector_size(4 * BLOCK))); /* half a block of synapses, each as one number */

static inline reals select_reals(ints mask, reals a, reals b) { return (reals)((mask & (ints)a) | (~mask & (ints)b)); }
#ifdef __AVX__
static inline reals least(reals a, reals b) { return (reals)_mm256_min_ps((__m256)a, (__m256)b); }
static inline reals most(reals a, reals b) { return (reals)_mm256_max_ps((__m256)a, (__m256)b); }
static inline int any(ints mask) { return !_mm256_testz_si256((__m256i)mask, (__m256i)mask); }
#else
static inline reals least(reals a, reals b) { return select_reals(a < b, a, b); }
static inline reals most(reals a, reals b) { return select_reals(a > b, a, b); }
static inline int any(ints mask) {
  int bits = 0;
  for (int l = 0; l < BLOCK; l++) bits |= mask[l];
  return bits != 0;
}
#endif
#define WEIGHTS(a, b) ((reals)__builtin_shuffle((ints)(a), (ints)(b), (ints){0, 2, 4, 6, 8, 10, 12, 14}))
#define TOUCHES(a, b) (__builtin_shuffle((ints)(a), (ints)(b), (ints){1, 3, 5, 7, 9, 11, 13, 15}))
#define FIRST(w, t) ((pairs)__builtin_shuffle((ints)(w), (ints)(t), (ints){0, 8, 1, 9, 2, 10, 3, 11}))
#define SECOND(w, t) ((pairs)__builtin_shuffle((ints)(w), (ints)(t), (ints){4, 12, 5, 13, 6, 14, 7, 15}))

static struct {
  int32_t inputs, outputs, samples, steps_per_sample, refractory, input_spikes, teacher_spikes;
} size;

static struct {
  double dt, tau_m, tau_s, tau_pre, tau_post, tau_c, threshold, reset, j, j_teach, k_inh;
  double a_pre, a_post, a_c, eta_plus, eta_minus, alpha, theta_w, low, high, floor;
} par;

static int width;
static synapse *restrict synapses;
static int16_t *restrict flags;
static float *restrict v, *restrict current, *restrict x_post, *restrict c_post, *restrict ltd, *restrict x_pre;
static int32_t *restrict blocked, *restrict touch, *restrict active, *restrict place, *restrict open_blocks, *restrict fired, *restrict gated;
static int32_t *in_i, *in_at, *te_i, *te_at, *n_active;
static int active_count, open_count, fired_count;
static float e_m, e_s, b_current, e_pre, e_post, e_c;

static void *zeros(size_t count, size_t bytes) {
  const size_t total = (count * bytes + 63) / 64 * 64;
  void *memory = aligned_alloc(64, total ? total : 64);
  if (!memory) exit(1);
  return memset(memory, 0, total ? total : 64);
}

static void flush(float *values, int count) {
  const float least = (float)par.floor;
  for (int j = 0; j < count; j++) values[j] = fabsf(values[j]) < least ? 0 : values[j];
}

static void sweep(void) {
  const float least = (float)par.floor;
  int kept = 0;
  for (int a = 0; a < active_count; a++) {
    const int i = active[a];
    if (x_pre[a] < least) {
      place[i] = -1;
      continue;
    }
    x_pre[kept] = x_pre[a];
    active[kept] = i;
    place[i] = kept++;
  }
  for (int a = kept; a < active_count; a++) x_pre[a] = 0;
  active_count = kept;
}

static void decay(int k) {
  if (k % FLUSH == 0) {
    sweep();
    flush(x_post, width);
    flush(c_post, width);
  }
  for (int a = 0; a < active_count; a++) x_pre[a] *= e_pre;
  const reals zero = {0};
  const float eta = (float)par.eta_minus, low = (float)par.low, high = (float)par.high;
  open_count = 0;
  for (int j = 0; j < width; j += BLOCK) {
    const reals x = *(reals *)(x_post + j) *= e_post, c = *(reals *)(c_post + j) *= e_c;
    const reals step = (reals)((ints)(eta * x) & (c > low) & (c < high));
    const ints touched = step > zero;
    *(reals *)(ltd + j) = step;
    *(ints *)(touch + j) = touched & k;
    open_blocks[open_count] = j;
    open_count += any(touched);
  }
}

static void integrate(int k, float b) {
  const float pull = b - b * e_m, threshold = (float)par.threshold;
  if (k % FLUSH == 0) {
    flush(v, width);
    flush(current, width);
  }
  fired_count = 0;
  for (int j = 0; j < width; j += BLOCK) {
    const reals old = *(reals *)(v + j), i = *(reals *)(current + j);
    const reals next = pull + (b_current * i + e_m * old);
    const ints ok = *(ints *)(blocked + j) <= k, over = ok & (next > threshold);
    *(reals *)(v + j) = select_reals(ok, next, old);
    *(reals *)(current + j) = i * e_s;
    if (!any(over)) continue;
    for (int l = 0; l < BLOCK; l++) {
      if (!over[l] || j + l >= size.outputs) continue;
      fired[fired_count++] = j + l;
      blocked[j + l] = k + size.refractory;
    }
  }
}

static void teach(int k) {
  for (int s = te_at[k]; s < te_at[k + 1]; s++) {
    if (blocked[te_i[s]] <= k) v[te_i[s]] += (float)par.j_teach;
  }
}

static void transmit(int k) {
  const ints j_open = (ints)((reals){0} + (float)par.j);
  const int from = in_at[k], to = in_at[k + 1];
  for (int j = 0; j < width; j += BLOCK) {
    reals sum = *(reals *)(current + j);
    for (int s = from; s < to; s++) {
      const ints open = __builtin_convertvector(*(shorts *)(flags + (size_t)in_i[s] * width + j), ints);
      sum += (reals)(j_open & open);
    }
    *(reals *)(current + j) = sum;
  }
}

static inline reals drifted(reals w, ints open, ints steps) {
  const float rate = (float)par.alpha * (float)par.dt;
  const reals drift = __builtin_convertvector(steps, reals) * rate;
  return w + (reals)((ints)drift ^ (~open & INT32_MIN));
}

static void depress(int k) {
  const reals zero = {0}, one = zero + 1;
  const float theta = (float)par.theta_w;
  for (int s = in_at[k]; s < in_at[k + 1]; s++) {
    const size_t first = (size_t)in_i[s] * width;
    for (int a = 0; a < open_count; a++) {
      const int j = open_blocks[a];
      pairs *y = (pairs *)(synapses + first + j);
      const ints before = TOUCHES(y[0], y[1]), due = *(ints *)(touch + j);
      const ints now = ((before > due) & before) | (~(before > due) & due);
      const reals w = WEIGHTS(y[0], y[1]);
      const ints open = w > theta;
      const reals next = most(zero, least(one, drifted(w, open, now - before)) - *(reals *)(ltd + j));
      y[0] = FIRST(next, now);
      y[1] = SECOND(next, now);
      const ints still = next > theta;
      if (any(open & ~still)) *(shorts *)(flags + first + j) = __builtin_convertvector(still, shorts);
    }
  }
}

static void potentiate(int k) {
  const reals zero = {0}, one = zero + 1;
  const float theta = (float)par.theta_w, eta = (float)par.eta_plus;
  int count = 0;
  for (int s = 0; s < fired_count; s++) {
    const float c = c_post[fired[s]];
    if ((float)par.low < c && c < (float)par.high) gated[count++] = fired[s];
  }
  if (count == 0) return;
  for (int a = 0; a < active_count; a += BLOCK) {
    /* Behind the last input with a trace stands a spare row, which holds nothing. */
    int64_t *row[BLOCK];
    for (int l = 0; l < BLOCK; l++) row[l] = (int64_t *)(synapses + (size_t)(a + l < active_count ? active[a + l] : size.inputs) * width);
    const reals x = *(reals *)(x_pre + a), ltp = eta * x;
    for (int s = 0; s < count; s++) {
      const int j = gated[s];
      const pairs low = {row[0][j], row[1][j], row[2][j], row[3][j]}, high = {row[4][j], row[5][j], row[6][j], row[7][j]};
      const ints before = TOUCHES(low, high);
      const reals w = WEIGHTS(low, high);
      const ints open = w > theta;
      const reals next = least(one, most(zero, drifted(w, open, k - before)) + ltp);
      const ints now = (ints)zero + k;
      const pairs new_low = FIRST(next, now), new_high = SECOND(next, now);
      for (int l = 0; l < 4; l++) row[l][j] = new_low[l];
      for (int l = 0; l < 4; l++) row[4 + l][j] = new_high[l];
      const ints opened = (next > theta) & ~open;
      if (!any(opened)) continue;
      for (int l = 0; l < BLOCK; l++) if (opened[l]) flags[(size_t)active[a + l] * width + j] = -1;
    }
  }
}

static void jump(int k, int learning) {
  for (int s = 0; s < fired_count; s++) v[fired[s]] = (float)par.reset;
  if (!learning) return;
  const float a_pre = (float)par.a_pre, a_post = (float)par.a_post, a_c = (float)par.a_c;
  for (int s = in_at[k]; s < in_at[k + 1]; s++) {
    const int i = in_i[s];
    if (place[i] < 0) {
      place[i] = active_count;
      active[active_count] = i;
      x_pre[active_count++] = 0;
    }
    x_pre[place[i]] += a_pre * (1 - x_pre[place[i]]);
  }
  for (int s = 0; s < fired_count; s++) {
    const int j = fired[s];
    x_post[j] += a_post * (1 - x_post[j]);
    c_post[j] += a_c * (1 - c_post[j]);
  }
}

static long run_sample(int sample, int learning) {
  const float b = (float)(-par.k_inh * n_active[sample]);
  const int from = sample * size.steps_per_sample, to = from + size.steps_per_sample;
  long spikes = 0;
  for (int k = from; k < to; k++) {
    if (learning) decay(k);
    integrate(k, b);
    teach(k);
    transmit(k);
    if (learning) {
      depress(k);
      potentiate(k);
    }
    jump(k, learning);
    spikes += fired_count;
  }
  return spikes;
}

static void *read_array(FILE *file, size_t count, size_t bytes) {
  void *array = zeros(count + 1, bytes);
  if (fread(array, bytes, count, file) != count) exit(1);
  return array;
}

/* offsets of the steps into a list of spikes that is ordered by step */
static int32_t *offsets(const int32_t *steps, int count, int total) {
  int32_t *at = zeros((size_t)total + 1, sizeof *at);
  for (int s = 0; s < count; s++) at[steps[s] + 1]++;
  for (int k = 0; k < total; k++) at[k + 1] += at[k];
  return at;
}

static void load(const char *name) {
  FILE *file = fopen(name, "rb");
  if (!file || fread(&size, sizeof size, 1, file) != 1 || fread(&par, sizeof par, 1, file) != 1) exit(1);
  const int total = size.samples * size.steps_per_sample;
  in_i = read_array(file, size.input_spikes, 4);
  in_at = offsets(read_array(file, size.input_spikes, 4), size.input_spikes, total);
  te_i = read_array(file, size.teacher_spikes, 4);
  te_at = offsets(read_array(file, size.teacher_spikes, 4), size.teacher_spikes, total);
  n_active = read_array(file, size.samples, 4);
  const double *weights = read_array(file, (size_t)size.inputs * size.outputs, 8);
  fclose(file);

  width = (size.outputs + BLOCK - 1) / BLOCK * BLOCK;
  const size_t all = ((size_t)size.inputs + 1) * width;
  synapses = zeros(all, sizeof *synapses);
  flags = zeros(all, sizeof *flags);
  for (int i = 0; i < size.inputs; i++) {
    for (int j = 0; j < size.outputs; j++) {
      const size_t y = (size_t)i * width + j;
      synapses[y].w = (float)weights[(size_t)i * size.outputs + j];
      flags[y] = synapses[y].w > (float)par.theta_w ? -1 : 0;
    }
  }
  v = zeros(width, 4);
  current = zeros(width, 4);
  x_post = zeros(width, 4);
  c_post = zeros(width, 4);
  ltd = zeros(width, 4);
  blocked = zeros(width, 4);
  touch = zeros(width, 4);
  open_blocks = zeros(width, 4);
  fired = zeros(width, 4);
  gated = zeros(width, 4);
  x_pre = zeros(size.inputs + BLOCK, 4);
  active = zeros(size.inputs, 4);
  place = zeros(size.inputs, 4);
  for (int i = 0; i < size.inputs; i++) place[i] = -1;

  const double m = exp(-par.dt / par.tau_m), s = exp(-par.dt / par.tau_s);
  e_m = (float)m;
  e_s = (float)s;
  b_current = (float)(par.tau_s * (s - m) / (par.tau_s - par.tau_m));
  e_pre = (float)exp(-par.dt / par.tau_pre);
  e_post = (float)exp(-par.dt / par.tau_post);
  e_c = (float)exp(-par.dt / par.tau_c);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  load(arguments[1]);
  int learning, samples, sample = 0;
  while (scanf("%d %d", &learning, &samples) == 2) {
    struct timespec start, end;
    long spikes = 0;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int s = 0; s < samples && sample < size.samples; s++) spikes += run_sample(sample++, learning);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.0f %ld\n", 1e9 * (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec), spikes);
    fflush(stdout);
  }
  return 0;
}
