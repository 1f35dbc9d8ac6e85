// ECT[1/2] on an online knapsack of 10,000 units: a million items with weights 1 … 5 and densities between 1 and 100,
// uniform in their logarithm, drawn first and then played as a simulator must that compares policies on them; the
// threshold is computed at each item. check = profit of a round.
#include "baseline.h"
#include <math.h>
enum { capacity = 10000 };
typedef struct { double value; long weight; } Item;
/* W0 by Halley's steps. */
static double lambert(double x) {
  double w = log(x) - log(log(x));
  for (int i = 0; i < 6; i++) {
    double p = exp(w), f = w * p - x;
    w -= f / (p * (w + 1) - (w + 2) * f / (2 * w + 2));
  }
  return w;
}
int main(void) {
  const long n = 1000000, rounds = 3;
  const double low = 1, high = 100, alpha = 0.5, spread = log(high / low);
  const double beta = lambert(high * (1 - alpha) / (low * alpha)) / (1 - alpha);
  Item *items = malloc(n * sizeof *items);
  double profit = 0;
  Generator g; seed(&g, 1);
  double start = cpuSeconds();
  for (long round = 0; round < rounds; round++) {
    for (long i = 0; i < n; i++) {
      items[i].weight = 1 + (long)(((unsigned __int128)next(&g) * 5) >> 64);
      items[i].value = low * exp(spread * uniform(&g)) * items[i].weight / capacity;
    }
    long used = 0;
    for (long i = 0; i < n; i++) {
      double z = (double)used / capacity, density = items[i].value * capacity / items[i].weight;
      double threshold = z < alpha ? low : high * exp(beta * (z - 1));
      if (density >= threshold && used + items[i].weight <= capacity) {
        used += items[i].weight;
        profit += items[i].value;
      }
    }
  }
  report("ect", 1, rounds * n, cpuSeconds() - start, profit / rounds);
  return 0;
}
