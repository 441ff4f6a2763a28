/* Keeps a copy of every database file as it was when it was last synced: what a power cut would leave.
 *
 * Loaded before the C library (LD_PRELOAD), it stands in for fsync and fdatasync. After the real one returns, the file is
 * copied into the folder that GROUNDWORK_SYNCED names; only then does the program go on. Writes that were never synced
 * are in no copy. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void copy(int from, const char *to) {
    char part[65536];
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    off_t at = 0;
    ssize_t read;
    if (out < 0) abort();
    while ((read = pread(from, part, sizeof part, at)) > 0) {
        if (write(out, part, (size_t)read) != read) abort();
        at += read;
    }
    close(out);
}

static void keep(int fd) {
    char link[64], path[PATH_MAX], half[PATH_MAX + 8], whole[PATH_MAX];
    const char *folder = getenv("GROUNDWORK_SYNCED"), *name;
    ssize_t length;
    int own;
    if (!folder) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if ((length = readlink(link, path, sizeof path - 1)) < 0) return;
    path[length] = 0;
    name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    /* The rollback journal lives for a moment when a new file is made, before there is anything to lose. */
    if (strncmp(name, "record.db", 9) || strstr(name, "-journal")) return;
    /* A descriptor of its own: this one may be open for writing only. */
    if ((own = open(path, O_RDONLY)) < 0) return;
    if (snprintf(whole, sizeof whole, "%s/%s", folder, name) >= (int)sizeof whole) abort();
    snprintf(half, sizeof half, "%s.half", whole);
    copy(own, half);
    close(own);
    if (rename(half, whole)) abort();
}

static int synced(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = real(fd);
    if (!result) keep(fd);
    return result;
}

int fsync(int fd) { return synced("fsync", fd); }
int fdatasync(int fd) { return synced("fdatasync", fd); }
