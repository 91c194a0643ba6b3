/* daisy-player wants to read /proc/asound/cards; a machine without a sound card has none.
 * Preloaded, this shows it the file that SOUND_CARDS names instead. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

FILE *fopen(const char *path, const char *mode)
{
    FILE *(*next)(const char *, const char *) = dlsym(RTLD_NEXT, "fopen");
    const char *cards = getenv("SOUND_CARDS");
    return next(cards && strcmp(path, "/proc/asound/cards") == 0 ? cards : path, mode);
}

FILE *fopen64(const char *path, const char *mode) { return fopen(path, mode); }
