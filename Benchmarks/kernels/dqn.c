// Deep Q-learning of a 16-64-64-20 network: batches of 32 from a memory of 10,000, Adam, an update every 4 steps, on a
// market of random states. Rows of a batch and units are contiguous, every inner loop runs over units, and the weights of a
// layer are transposed once per backward pass, so that the compiler vectorises all of it.
// check = the mean loss over the run's updates.
// usage: dqn [steps]
#include "baseline.h"
enum { I = 16, H = 64, A = 20, batch = 32, capacity = 10000, warmup = 1000, every = 4, renewal = 500 };
typedef struct { float w1[I][H], b1[H], w2[H][H], b2[H], w3[H][A], b3[A]; } Net;
typedef struct { float x[batch][I], h1[batch][H], h2[batch][H], q[batch][A]; } Pass;
static Net net, target, gradient, first, second;
static float states[capacity][I], successors[capacity][I], rewards[capacity];
static int actions[capacity];

#define LAYER(name, IN, OUT, RELU)                                                                              \
  static void name(int rows, const float x[][IN], const float w[IN][OUT], const float *b, float y[][OUT]) {    \
    for (int r = 0; r < rows; r++) {                                                                            \
      float sum[OUT];                                                                                           \
      for (int o = 0; o < OUT; o++) sum[o] = b[o];                                                              \
      for (int k = 0; k < IN; k++) for (int o = 0; o < OUT; o++) sum[o] += x[r][k] * w[k][o];                   \
      for (int o = 0; o < OUT; o++) y[r][o] = RELU && sum[o] < 0 ? 0 : sum[o];                                  \
    }                                                                                                           \
  }
LAYER(layer1, I, H, 1)
LAYER(layer2, H, H, 1)
LAYER(layer3, H, A, 0)

#define BACK(name, IN, OUT)                                                                                     \
  static void name(const float x[][IN], const float dy[][OUT], float g[IN][OUT], float *gb) {                   \
    memset(g, 0, sizeof(float) * IN * OUT); memset(gb, 0, sizeof(float) * OUT);                                 \
    for (int r = 0; r < batch; r++) {                                                                           \
      for (int k = 0; k < IN; k++) for (int o = 0; o < OUT; o++) g[k][o] += x[r][k] * dy[r][o];                 \
      for (int o = 0; o < OUT; o++) gb[o] += dy[r][o];                                                          \
    }                                                                                                           \
  }
BACK(back1, I, H)
BACK(back2, H, H)
BACK(back3, H, A)

#define DOWN(name, IN, OUT)                                                                                     \
  static void name(const float w[IN][OUT], const float dy[][OUT], const float y[][IN], float dx[][IN]) {        \
    float t[OUT][IN];                                                                                           \
    for (int k = 0; k < IN; k++) for (int o = 0; o < OUT; o++) t[o][k] = w[k][o];                               \
    for (int r = 0; r < batch; r++) {                                                                           \
      float sum[IN] = {0};                                                                                      \
      for (int o = 0; o < OUT; o++) for (int k = 0; k < IN; k++) sum[k] += dy[r][o] * t[o][k];                  \
      for (int k = 0; k < IN; k++) dx[r][k] = y[r][k] > 0 ? sum[k] : 0;                                         \
    }                                                                                                           \
  }
DOWN(down2, H, H)
DOWN(down3, H, A)

static void forward(const Net *n, int rows, Pass *p) {
  layer1(rows, p->x, n->w1, n->b1, p->h1); layer2(rows, p->h1, n->w2, n->b2, p->h2); layer3(rows, p->h2, n->w3, n->b3, p->q);
}
static int best(const float *q) { int b = 0; for (int a = 1; a < A; a++) if (q[a] > q[b]) b = a; return b; }
static void draw(float *w, int in, int out, int fan, Generator *g) {
  double limit = sqrt(6.0 / fan);
  for (int i = 0; i < in * out; i++) w[i] = (float)(limit * (2 * uniform(g) - 1));
}
static void market(float *s, Generator *g) { for (int i = 0; i < I; i++) s[i] = (float)(2 * uniform(g) - 1); }

int main(int argc, char **argv) {
  long steps = argc > 1 ? atol(argv[1]) : 100000; Generator g; seed(&g, 42);
  draw(net.w1[0], I, H, I, &g); draw(net.w2[0], H, H, H, &g); draw(net.w3[0], H, A, H + A, &g);
  target = net;
  static Pass one, now, then; static float dq[batch][A], d2[batch][H], d1[batch][H]; static int chosen[batch];
  double p1 = 1, p2 = 1, losses = 0; long updates = 0; float state[I], next_[I]; int count = 0, slot = 0;
  market(state, &g);
  double start = cpuSeconds();
  for (long step = 1; step <= steps; step++) {
    int action;
    if (uniform(&g) < 0.1) action = (int)(uniform(&g) * A);
    else { memcpy(one.x[0], state, sizeof state); forward(&net, 1, &one); action = best(one.q[0]); }
    float off = action / 19.0f - (state[0] + 1) / 2, reward = 1 - off * off;
    market(next_, &g);
    memcpy(states[slot], state, sizeof state); memcpy(successors[slot], next_, sizeof state);
    actions[slot] = action; rewards[slot] = reward; slot = (slot + 1) % capacity; if (count < capacity) count++;
    memcpy(state, next_, sizeof state);
    if (step < warmup || step % every) continue;
    for (int r = 0; r < batch; r++) {
      int c = chosen[r] = (int)(uniform(&g) * count);
      memcpy(now.x[r], states[c], sizeof state); memcpy(then.x[r], successors[c], sizeof state);
    }
    forward(&target, batch, &then); forward(&net, batch, &now); memset(dq, 0, sizeof dq);
    float sum = 0;
    for (int r = 0; r < batch; r++) {
      int a = actions[chosen[r]]; float e = now.q[r][a] - (rewards[chosen[r]] + 0.5f * then.q[r][best(then.q[r])]);
      sum += e * e; dq[r][a] = (e > 1 ? 1 : e < -1 ? -1 : e) / batch;
    }
    losses += sum / batch; updates++;
    back3(now.h2, dq, gradient.w3, gradient.b3); down3(net.w3, dq, now.h2, d2);
    back2(now.h1, d2, gradient.w2, gradient.b2); down2(net.w2, d2, now.h1, d1);
    back1(now.x, d1, gradient.w1, gradient.b1);
    p1 *= 0.9; p2 *= 0.999;
    float rate = (float)(1e-3 * sqrt(1 - p2) / (1 - p1)), *w = (float *)&net, *m = (float *)&first, *v = (float *)&second;
    const float *d = (const float *)&gradient;
    for (size_t i = 0; i < sizeof net / sizeof *w; i++) {
      m[i] = 0.9f * m[i] + 0.1f * d[i]; v[i] = 0.999f * v[i] + 0.001f * d[i] * d[i];
      w[i] -= m[i] * rate / (sqrtf(v[i]) + 1e-8f);
    }
    if (updates % renewal == 0) target = net;
  }
  report("dqn", I, steps, cpuSeconds() - start, losses / updates);
}
