// Reading a table of numbers: DIRECTORY/auctions.csv (click, market_price, predicted_ctr) from memory into three
// growing arrays, line by line with strtol and strtod. The mean of twenty passes; reading from disk is not timed.
// check = the sum of all three columns. usage: csv_read DIRECTORY
#include "baseline.h"
enum { passes = 20 };
int main(int argc, char **argv) {
  char path[4096]; snprintf(path, sizeof path, "%s/auctions.csv", argc > 1 ? argv[1] : ".");
  FILE *f = fopen(path, "rb"); if (!f) { perror(path); return 1; }
  fseek(f, 0, SEEK_END); long size = ftell(f); rewind(f);
  char *text = malloc(size + 1);
  if (fread(text, 1, size, f) != (size_t)size) { perror(path); return 1; }
  text[size] = 0; fclose(f);

  long rows = 0; double sum = 0, start = cpuSeconds();
  for (int pass = 0; pass < passes; pass++) {
    long capacity = 0, *click = NULL, *price = NULL; double *ctr = NULL;
    char *p = strchr(text, '\n'); if (!p) { fprintf(stderr, "%s: no header\n", path); return 1; }
    rows = 0; p++;
    while (*p) {
      if (rows == capacity) {
        capacity = capacity ? 2 * capacity : 16;
        click = realloc(click, capacity * sizeof *click); price = realloc(price, capacity * sizeof *price);
        ctr = realloc(ctr, capacity * sizeof *ctr);
      }
      char *end;
      click[rows] = strtol(p, &end, 10); if (end == p || *end != ',') break; p = end + 1;
      price[rows] = strtol(p, &end, 10); if (end == p || *end != ',') break; p = end + 1;
      ctr[rows] = strtod(p, &end); if (end == p || (*end && *end != '\n' && *end != '\r')) break; p = end;
      while (*p == '\n' || *p == '\r') p++;
      rows++;
    }
    if (*p) { fprintf(stderr, "%s: bad row %ld\n", path, rows); return 1; }
    sum = 0;
    for (long i = 0; i < rows; i++) sum += click[i] + price[i] + ctr[i];
    free(click); free(price); free(ctr);
  }
  report("csv-read", rows, rows, (cpuSeconds() - start) / passes, sum);
}
