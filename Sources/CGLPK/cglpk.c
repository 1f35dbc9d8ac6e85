#include "cglpk.h"

#include <errno.h>
#include <fcntl.h>
#include <float.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- The guard

typedef struct {
  jmp_buf jump;
  char *message;
  size_t capacity, length;
} guard;

// A GLPK environment has a number that no other ever has, so that a handle of another thread or of a GLPK that was
// thrown away is known by its number alone. One per thread where GLPK keeps one per thread, else one for all.
static _Atomic uint64_t environments = 0;
static _Thread_local uint64_t own_environment = 0;
static uint64_t shared_environment = 0;
static _Thread_local guard *current = NULL;

static pthread_mutex_t serial_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t at_thread_exit;
static int has_own_environments = 0;
static _Atomic int is_forced_serial = 0;

static void free_environment(void *ignored) {
  (void)ignored;
  glp_free_env();
  own_environment = 0;
}

static void begin_process(void) {
  has_own_environments = glp_config("TLS") != NULL;
  pthread_key_create(&at_thread_exit, free_environment);
}

static uint64_t *environment(void) { return has_own_environments ? &own_environment : &shared_environment; }

int cglpk_is_serial(void) {
  pthread_once(&once, begin_process);
  return !has_own_environments || atomic_load(&is_forced_serial);
}

void cglpk_make_serial(int on) { atomic_store(&is_forced_serial, on); }

static int on_text(void *info, const char *text) {
  (void)info;
  guard *g = current;
  if (g && g->capacity > 1) {
    size_t length = strlen(text), room = g->capacity - 1;
    if (length > room) { text += length - room; length = room; }
    if (g->length + length > room) {  // the end matters: errors come after warnings
      size_t dropped = g->length + length - room;
      memmove(g->message, g->message + dropped, g->length - dropped);
      g->length -= dropped;
    }
    memcpy(g->message + g->length, text, length);
    g->length += length;
    g->message[g->length] = 0;
  }
  return 1;  // nothing on the terminal
}

static void on_error(void *info) {
  (void)info;
  if (current) _longjmp(current->jump, 1);
}

// Runs `body` so that GLPK's errors end here. `setjmp` has a frame to itself: no local of the body is read after a jump.
static int run_guarded(guard *g, void (*body)(void *), void *context) {
  if (_setjmp(g->jump) == 0) {
    body(context);
    return CGLPK_DONE;
  }
  return CGLPK_FATAL;
}

static int guarded(
  int32_t memory_limit, const cglpk_handle *needs, void (*body)(void *), void *context, char *message, size_t capacity
) {
  pthread_once(&once, begin_process);
  const int serial = cglpk_is_serial();
  if (serial) pthread_mutex_lock(&serial_lock);
  guard here;
  here.message = message;
  here.capacity = capacity;
  here.length = 0;
  if (capacity) message[0] = 0;
  int status = CGLPK_STALE;
  if (!needs || (needs->problem && needs->environment == *environment())) {
    guard *outer = current;
    glp_init_env();  // does nothing where there is one
    if (*environment() == 0) {
      *environment() = atomic_fetch_add(&environments, 1) + 1;
      if (has_own_environments) pthread_setspecific(at_thread_exit, &own_environment);
    }
    size_t used = 0;
    if (memory_limit > 0) glp_mem_usage(NULL, NULL, &used, NULL);
    if (memory_limit > 0 && used >= ((size_t)memory_limit << 20)) {
      status = CGLPK_MEMORY;  // GLPK's own check does not see a limit that is below what is in use
    } else {
      current = &here;
      glp_term_hook(on_text, NULL);
      glp_error_hook(on_error, NULL);
      glp_mem_limit(memory_limit > 0 ? memory_limit : INT_MAX);
      status = run_guarded(&here, body, context);
      current = outer;
      if (status == CGLPK_FATAL) {
        glp_free_env();
        *environment() = 0;
        if (capacity && (strstr(message, "memory allocation limit exceeded") || strstr(message, "no memory available")))
          status = CGLPK_MEMORY;
      } else {
        glp_error_hook(NULL, NULL);
        glp_term_hook(NULL, NULL);
        glp_mem_limit(INT_MAX);
      }
    }
  }
  if (serial) pthread_mutex_unlock(&serial_lock);
  return status;
}

// ---- Building

static int kind_of_bounds(double lower, double upper) {
  const int from = isfinite(lower), to = isfinite(upper);
  return from && to ? (lower == upper ? GLP_FX : GLP_DB) : from ? GLP_LO : to ? GLP_UP : GLP_FR;
}

static void set_costs(glp_prob *problem, const cglpk_program *program) {
  glp_set_obj_dir(problem, program->maximises ? GLP_MAX : GLP_MIN);
  glp_set_obj_coef(problem, 0, program->constant);
  for (int j = 0; j < program->columns; j++) glp_set_obj_coef(problem, j + 1, program->cost[j]);
}

static void set_bounds(glp_prob *problem, const cglpk_program *program) {
  for (int i = 0; i < program->rows; i++) {
    const double lower = program->row_lower[i], upper = program->row_upper[i];
    glp_set_row_bnds(problem, i + 1, kind_of_bounds(lower, upper), lower, upper);
  }
  for (int j = 0; j < program->columns; j++) {
    const double lower = program->lower[j], upper = program->upper[j];
    glp_set_col_bnds(problem, j + 1, kind_of_bounds(lower, upper), lower, upper);
  }
}

static glp_prob *build(const cglpk_program *program) {
  glp_prob *problem = glp_create_prob();
  if (program->rows) glp_add_rows(problem, program->rows);
  if (program->columns) glp_add_cols(problem, program->columns);
  set_costs(problem, program);
  set_bounds(problem, program);
  if (program->is_integer)
    for (int j = 0; j < program->columns; j++)
      if (program->is_integer[j]) glp_set_col_kind(problem, j + 1, GLP_IV);
  const int count = program->entries;
  int *rows = glp_alloc(count + 1, sizeof(int)), *columns = glp_alloc(count + 1, sizeof(int));
  double *values = glp_alloc(count + 1, sizeof(double));
  for (int k = 0; k < count; k++) {
    rows[k + 1] = program->entry_row[k] + 1;
    columns[k + 1] = program->entry_column[k] + 1;
    values[k + 1] = program->entry_value[k];
  }
  glp_load_matrix(problem, count, rows, columns, values);
  glp_free(rows);
  glp_free(columns);
  glp_free(values);
  return problem;
}

// Adds what `known` lacks: first new columns in old rows, then new rows in all columns.
static void extend(glp_prob *problem, const cglpk_program *program, const cglpk_known *known) {
  const int new_rows = program->rows - known->rows, new_columns = program->columns - known->columns;
  if (new_rows) glp_add_rows(problem, new_rows);
  if (new_columns) glp_add_cols(problem, new_columns);
  const int count = program->entries - known->entries, lines = new_columns + new_rows;
  if (program->is_integer)
    for (int j = known->columns; j < program->columns; j++)
      if (program->is_integer[j]) glp_set_col_kind(problem, j + 1, GLP_IV);
  if (count == 0) return;
  // Lines: the new columns, then the new rows. Counting sort of the new entries by line.
  int *start = glp_alloc(lines + 2, sizeof(int)), *index = glp_alloc(count + 1, sizeof(int));
  double *value = glp_alloc(count + 1, sizeof(double));
  memset(start, 0, sizeof(int) * (lines + 2));
  for (int pass = 0; pass < 2; pass++) {
    for (int k = known->entries; k < program->entries; k++) {
      const int row = program->entry_row[k], column = program->entry_column[k];
      const int line = row >= known->rows ? new_columns + row - known->rows : column - known->columns;
      if (pass == 0) {
        start[line + 2]++;
      } else {
        const int place = start[line + 1]++;
        index[place + 1] = (row >= known->rows ? column : row) + 1;
        value[place + 1] = program->entry_value[k];
      }
    }
    if (pass == 0)
      for (int line = 1; line < lines + 2; line++) start[line] += start[line - 1];
  }
  for (int line = 0; line < lines; line++) {
    const int from = start[line], length = start[line + 1] - from;
    if (line < new_columns) glp_set_mat_col(problem, known->columns + line + 1, length, index + from, value + from);
    else glp_set_mat_row(problem, known->rows + line - new_columns + 1, length, index + from, value + from);
  }
  glp_free(start);
  glp_free(index);
  glp_free(value);
}

// ---- Solving

static void run_simplex(glp_prob *problem, const cglpk_options *options, cglpk_answer *answer) {
  if (options->scales) glp_scale_prob(problem, GLP_SF_AUTO);
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.meth = options->method == CGLPK_PRIMAL ? GLP_PRIMAL : options->method == CGLPK_DUAL ? GLP_DUAL : GLP_DUALP;
  parameters.presolve = options->presolves ? GLP_ON : GLP_OFF;
  parameters.tol_bnd = parameters.tol_dj = options->tolerance;
  if (options->iteration_limit >= 0) parameters.it_lim = options->iteration_limit;
  const int before = glp_get_it_cnt(problem);
  int code = glp_simplex(problem, &parameters);
  if (code == 0 && options->exact) {
    parameters.presolve = GLP_OFF;
    code = glp_exact(problem, &parameters);
  }
  answer->code = code;
  answer->iterations += glp_get_it_cnt(problem) - before;
  answer->primal_feasible = glp_get_prim_stat(problem) == GLP_FEAS;
  answer->dual_feasible = glp_get_dual_stat(problem) == GLP_FEAS;
  const int status = glp_get_status(problem);
  if (code == 0) {
    answer->found = status == GLP_OPT ? CGLPK_OPTIMAL
      : status == GLP_NOFEAS ? CGLPK_INFEASIBLE
      : status == GLP_UNBND ? CGLPK_UNBOUNDED
      : glp_get_dual_stat(problem) == GLP_NOFEAS ? CGLPK_NO_DUAL : CGLPK_FAILED;
  } else {
    answer->found = code == GLP_ENOPFS ? CGLPK_INFEASIBLE
      : code == GLP_ENODFS ? CGLPK_NO_DUAL
      : code == GLP_EITLIM ? CGLPK_ITERATION_LIMIT : CGLPK_FAILED;
  }
}

static void read_out(glp_prob *problem, cglpk_answer *answer) {
  const int rows = glp_get_num_rows(problem), columns = glp_get_num_cols(problem);
  for (int j = 0; j < columns; j++) {
    answer->values[j] = glp_get_col_prim(problem, j + 1);
    answer->reduced_costs[j] = glp_get_col_dual(problem, j + 1);
  }
  for (int i = 0; i < rows; i++) answer->duals[i] = glp_get_row_dual(problem, i + 1);
}

typedef struct {
  const cglpk_options *options;
  cglpk_answer *answer;
  int reached_limit;
} search;

// Called by GLPK inside its search. Keeps what must outlive a fatal error in the caller's memory.
static void on_tree(glp_tree *tree, void *info) {
  search *s = info;
  cglpk_answer *answer = s->answer;
  const int reason = glp_ios_reason(tree);
  if (reason == GLP_IBINGO) {
    glp_prob *problem = glp_ios_get_prob(tree);
    const int columns = glp_get_num_cols(problem);
    for (int j = 0; j < columns; j++) answer->incumbent[j] = glp_get_col_prim(problem, j + 1);
    answer->has_incumbent = 1;
  } else if (reason == GLP_IPREPRO) {  // once for each subproblem
    const int stops = s->options->node_limit >= 0 && answer->nodes >= s->options->node_limit;
    if (stops || answer->nodes % 64 == 0) {
      const int best = glp_ios_best_node(tree);
      const double bound = best ? glp_ios_node_bound(tree, best) : 0;
      if (best && fabs(bound) < DBL_MAX) {
        answer->bound = bound;
        answer->has_bound = 1;
      }
    }
    if (stops) {
      s->reached_limit = 1;
      glp_ios_terminate(tree);
    } else {
      answer->nodes++;
    }
  }
}

// Branch and cut from an optimal basis of the relaxation, then the program with its integers fixed at what was found.
static void run_search(
  glp_prob *problem, const cglpk_program *program, const cglpk_options *options, cglpk_answer *answer
) {
  search s = {options, answer, 0};
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.cb_func = on_tree;
  parameters.cb_info = &s;
  parameters.tol_int = 1e-7;
  // Never clique cuts: GLPK 5.0 writes a clique into an array of one place per column, but a clique may hold a column
  // and its complement, and so one vertex more.
  parameters.gmi_cuts = parameters.mir_cuts = parameters.cov_cuts = options->exact ? GLP_OFF : GLP_ON;
  answer->bound = glp_get_obj_val(problem);
  answer->has_bound = 1;
  const int code = glp_intopt(problem, &parameters);
  const int status = glp_mip_status(problem);
  answer->code = code;
  if (status == GLP_OPT || status == GLP_FEAS) {
    answer->has_incumbent = 1;
    for (int j = 0; j < program->columns; j++) answer->incumbent[j] = glp_mip_col_val(problem, j + 1);
  }
  if (s.reached_limit) {
    answer->found = CGLPK_NODE_LIMIT;
  } else if (code != 0) {
    answer->found = CGLPK_FAILED;
  } else {
    answer->found = status == GLP_OPT ? CGLPK_OPTIMAL : status == GLP_NOFEAS ? CGLPK_INFEASIBLE : CGLPK_FAILED;
  }
  if (answer->found != CGLPK_OPTIMAL) return;
  for (int j = 0; j < program->columns; j++)
    if (program->is_integer[j]) {
      const double value = nearbyint(answer->incumbent[j]);
      answer->incumbent[j] = value;
      glp_set_col_bnds(problem, j + 1, GLP_FX, value, value);
    }
  cglpk_options rest = *options;
  rest.method = CGLPK_DUAL_THEN_PRIMAL;
  rest.presolves = 0;
  rest.iteration_limit = -1;
  run_simplex(problem, &rest, answer);
  if (answer->found == CGLPK_OPTIMAL) read_out(problem, answer);
  else answer->found = CGLPK_FAILED;
}

static void solve(
  glp_prob *problem, const cglpk_program *program, const cglpk_options *options, cglpk_answer *answer
) {
  answer->iterations = answer->nodes = 0;
  answer->bound = 0;
  answer->has_bound = answer->has_incumbent = 0;
  run_simplex(problem, options, answer);
  read_out(problem, answer);
  if (program->is_integer && answer->found == CGLPK_OPTIMAL) {
    run_search(problem, program, options, answer);
    for (int j = 0; j < program->columns; j++) {  // the next solve starts from the program's own bounds
      const double lower = program->lower[j], upper = program->upper[j];
      if (program->is_integer[j]) glp_set_col_bnds(problem, j + 1, kind_of_bounds(lower, upper), lower, upper);
    }
  }
}

typedef struct {
  const cglpk_program *program;
  const cglpk_options *options;
  const cglpk_known *known;
  cglpk_answer *answer;
  glp_prob *problem;
} job;

static void solve_cold(void *context) {
  job *j = context;
  glp_prob *problem = build(j->program);
  solve(problem, j->program, j->options, j->answer);
  glp_delete_prob(problem);
}

int cglpk_solve(
  const cglpk_program *program, const cglpk_options *options, cglpk_answer *answer, char *message, size_t capacity
) {
  job j = {program, options, NULL, answer, NULL};
  return guarded(options->memory_limit, NULL, solve_cold, &j, message, capacity);
}

// ---- Problems that stay

static void open_problem(void *context) {
  job *j = context;
  j->problem = build(j->program);
}

int cglpk_open(
  const cglpk_program *program, int32_t memory_limit, cglpk_handle *handle, char *message, size_t capacity
) {
  job j = {program, NULL, NULL, NULL, NULL};
  const int status = guarded(memory_limit, NULL, open_problem, &j, message, capacity);
  handle->problem = status == CGLPK_DONE ? j.problem : NULL;
  handle->environment = *environment();
  return status;
}

static void solve_warm(void *context) {
  job *j = context;
  extend(j->problem, j->program, j->known);
  if (j->known->costs_changed) set_costs(j->problem, j->program);
  if (j->known->bounds_changed) set_bounds(j->problem, j->program);
  solve(j->problem, j->program, j->options, j->answer);
}

int cglpk_solve_again(
  const cglpk_handle *handle, const cglpk_program *program, const cglpk_known *known, const cglpk_options *options,
  cglpk_answer *answer, char *message, size_t capacity
) {
  job j = {program, options, known, answer, handle->problem};
  return guarded(options->memory_limit, handle, solve_warm, &j, message, capacity);
}

static void delete_problem(void *context) { glp_delete_prob(context); }

void cglpk_close(cglpk_handle *handle) {
  if (cglpk_is_open(handle)) guarded(0, handle, delete_problem, handle->problem, NULL, 0);
  handle->problem = NULL;
}

int cglpk_is_open(const cglpk_handle *handle) {
  pthread_once(&once, begin_process);
  return handle->problem && handle->environment == *environment();
}

// ---- Files

typedef struct {
  int32_t format;
  const char *path;
  glp_prob *problem;
  int failed;
} transfer;

static void read_file(void *context) {
  transfer *t = context;
  glp_prob *problem = glp_create_prob();
  t->failed = t->format == CGLPK_LP
    ? glp_read_lp(problem, NULL, t->path)
    : glp_read_mps(problem, t->format == CGLPK_FREE_MPS ? GLP_MPS_FILE : GLP_MPS_DECK, NULL, t->path);
  if (t->failed) glp_delete_prob(problem);
  else t->problem = problem;
}

// A file of our own in $TMPDIR, or in /tmp; -1 where none can be made.
static int open_temporary(char *path, size_t capacity) {
  const char *folder = getenv("TMPDIR");
  if (!folder || !*folder) folder = "/tmp";
  if ((size_t)snprintf(path, capacity, "%s/program-XXXXXX", folder) >= capacity) return -1;
  return mkstemp(path);
}

static int write_all(int file, const uint8_t *bytes, size_t count) {
  while (count) {
    const ssize_t written = write(file, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return 0;
    bytes += written;
    count -= (size_t)written;
  }
  return 1;
}

// In a message of GLPK, `path` is called `<text>`: it is the temporary file's.
static void hide_path(char *message, const char *path) {
  const char *const replacement = "<text>";
  const size_t from = strlen(path), to = strlen(replacement);
  if (from < to) return;
  for (char *place = strstr(message, path); place; place = strstr(place + to, path)) {
    memcpy(place, replacement, to);
    memmove(place + to, place + from, strlen(place + from) + 1);
  }
}

int cglpk_read(
  int32_t format, const char *path, const uint8_t *bytes, size_t count, cglpk_handle *handle, char *message,
  size_t capacity
) {
  char temporary[4096];
  if (bytes) {
    const int file = open_temporary(temporary, sizeof temporary);
    if (file < 0) return CGLPK_NO_FILE;
    const int written = write_all(file, bytes, count);
    close(file);
    if (!written) { unlink(temporary); return CGLPK_NO_FILE; }
  }
  transfer t = {format, bytes ? temporary : path, NULL, 0};
  int status = guarded(0, NULL, read_file, &t, message, capacity);
  if (bytes) { unlink(temporary); hide_path(message, temporary); }
  if (status == CGLPK_DONE && t.failed) status = CGLPK_UNREADABLE;
  handle->problem = status == CGLPK_DONE ? t.problem : NULL;
  handle->environment = *environment();
  return status;
}

int cglpk_save(const char *path, const uint8_t *bytes, size_t count, char *message, size_t capacity) {
  const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  int failed = file < 0 || !write_all(file, bytes, count);
  if (failed && capacity) snprintf(message, capacity, "%s", strerror(errno));
  if (file >= 0 && close(file) != 0) failed = 1;
  return failed ? CGLPK_UNREADABLE : CGLPK_DONE;
}

typedef struct {
  const cglpk_handle *handle;
  int32_t *entry_row, *entry_column;
  double *entry_value, *cost, *lower, *upper, *row_lower, *row_upper, *constant;
  uint8_t *is_integer;
} copying;

static void copy_out(void *context) {
  copying *c = context;
  glp_prob *problem = c->handle->problem;
  const int rows = glp_get_num_rows(problem), columns = glp_get_num_cols(problem);
  *c->constant = glp_get_obj_coef(problem, 0);
  glp_sort_matrix(problem);
  for (int j = 0; j < columns; j++) {
    const int kind = glp_get_col_type(problem, j + 1);
    c->cost[j] = glp_get_obj_coef(problem, j + 1);
    c->lower[j] = kind == GLP_FR || kind == GLP_UP ? -INFINITY : glp_get_col_lb(problem, j + 1);
    c->upper[j] = kind == GLP_FR || kind == GLP_LO ? INFINITY : glp_get_col_ub(problem, j + 1);
    c->is_integer[j] = glp_get_col_kind(problem, j + 1) != GLP_CV;
  }
  int *index = glp_alloc(columns + 1, sizeof(int));
  double *value = glp_alloc(columns + 1, sizeof(double));
  int count = 0;
  for (int i = 0; i < rows; i++) {
    const int kind = glp_get_row_type(problem, i + 1);
    c->row_lower[i] = kind == GLP_FR || kind == GLP_UP ? -INFINITY : glp_get_row_lb(problem, i + 1);
    c->row_upper[i] = kind == GLP_FR || kind == GLP_LO ? INFINITY : glp_get_row_ub(problem, i + 1);
    const int length = glp_get_mat_row(problem, i + 1, index, value);
    for (int k = 1; k <= length; k++) {
      c->entry_row[count] = i;
      c->entry_column[count] = index[k] - 1;
      c->entry_value[count++] = value[k];
    }
  }
  glp_free(index);
  glp_free(value);
}

int cglpk_copy(
  const cglpk_handle *handle, int32_t *entry_row, int32_t *entry_column, double *entry_value, double *cost,
  double *lower, double *upper, double *row_lower, double *row_upper, uint8_t *is_integer, double *constant
) {
  copying c = {
    handle, entry_row, entry_column, entry_value, cost, lower, upper, row_lower, row_upper, constant, is_integer};
  return guarded(0, handle, copy_out, &c, NULL, 0);
}

int cglpk_sizes(const cglpk_handle *handle, cglpk_program *sizes) {
  if (!cglpk_is_open(handle)) return CGLPK_STALE;
  sizes->rows = glp_get_num_rows(handle->problem);
  sizes->columns = glp_get_num_cols(handle->problem);
  sizes->entries = glp_get_num_nz(handle->problem);
  sizes->maximises = glp_get_obj_dir(handle->problem) == GLP_MAX;
  return CGLPK_DONE;
}

const char *cglpk_row_name(const cglpk_handle *handle, int32_t row) {
  if (!cglpk_is_open(handle) || row < 0 || row >= glp_get_num_rows(handle->problem)) return NULL;
  return glp_get_row_name(handle->problem, row + 1);
}

const char *cglpk_column_name(const cglpk_handle *handle, int32_t column) {
  if (!cglpk_is_open(handle) || column < 0 || column >= glp_get_num_cols(handle->problem)) return NULL;
  return glp_get_col_name(handle->problem, column + 1);
}

const char *cglpk_program_name(const cglpk_handle *handle) {
  return cglpk_is_open(handle) ? glp_get_prob_name(handle->problem) : NULL;
}

// ---- For tests

size_t cglpk_memory(void) {
  pthread_once(&once, begin_process);
  size_t total = 0;
  if (*environment()) glp_mem_usage(NULL, NULL, &total, NULL);
  return total;
}

static void fail(void *context) {
  glp_prob *problem = glp_create_prob();
  switch (*(int32_t *)context) {
    case 0: glp_add_cols(problem, -1); break;
    case 1: glp_set_obj_coef(problem, 7, 1.0); break;
    case 2: {
      int rows[3] = {0, 1, 1}, columns[3] = {0, 1, 1};
      double values[3] = {0, 1, 2};
      glp_add_rows(problem, 1);
      glp_add_cols(problem, 1);
      glp_load_matrix(problem, 2, rows, columns, values);
      break;
    }
    case 3: glp_alloc(-1, 8); break;
    case 4: {
      glp_mem_limit(1);
      for (int i = 0; i < 100; i++) glp_alloc(1, 1 << 16);
      break;
    }
    case 5: {
      glp_smcp parameters;
      glp_init_smcp(&parameters);
      parameters.tol_bnd = -1;
      glp_simplex(problem, &parameters);
      break;
    }
    default: glp_add_cols(problem, 100000001); break;
  }
  glp_delete_prob(problem);
}

int cglpk_fail(int32_t kind, char *message, size_t capacity) {
  return guarded(0, NULL, fail, &kind, message, capacity);
}

const char *cglpk_version(void) { return glp_version(); }
