/* Threads that share the tiles of a step: each takes the next from an atomic counter, and all meet at its end. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { MOST_THREADS = 64, SPINS = 4000 };

static int threads = 1;
static _Atomic int nextTile, arrived, turn;
static pthread_mutex_t crewLock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t crewCalled = PTHREAD_COND_INITIALIZER;
static void (*crewShare)(int thread);

static inline int takeTile(void) {
  return atomic_fetch_add_explicit(&nextTile, 1, memory_order_relaxed);
}

/* Looks for as long as waking a sleeper takes, then sleeps. */
static void awaitChange(_Atomic int *word, int old) {
  for (int spin = 0; spin < SPINS; spin++)
    if (atomic_load(word) != old) return;
  pthread_mutex_lock(&crewLock);
  while (atomic_load(word) == old) pthread_cond_wait(&crewCalled, &crewLock);
  pthread_mutex_unlock(&crewLock);
}

static void change(_Atomic int *word) {
  pthread_mutex_lock(&crewLock);
  atomic_fetch_add(word, 1);
  pthread_cond_broadcast(&crewCalled);
  pthread_mutex_unlock(&crewLock);
}

static void *member(void *own) {
  int thread = (int)(size_t)own;
  for (int seen = 0;; seen++) {
    awaitChange(&turn, seen);
    crewShare(thread);
    change(&arrived);
  }
  return NULL;
}

static void gatherCrew(void) {
  for (int t = 1; t < threads; t++) {
    pthread_t handle;
    if (pthread_create(&handle, NULL, member, (void *)(size_t)t)) exit(3);
    pthread_detach(handle);
  }
}

/* Runs share(thread) on every thread; share takes tiles until there are none. */
static void together(void (*share)(int thread)) {
  crewShare = share;
  atomic_store(&nextTile, 0);
  atomic_store(&arrived, 0);
  if (threads > 1) change(&turn);
  share(0);
  for (int there; (there = atomic_load(&arrived)) < threads - 1;) awaitChange(&arrived, there);
}
