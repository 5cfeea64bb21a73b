/* Preloaded into a writer: from the MICKLEGATE_FAIL_AFTER-th call on, syncing fails with EIO (MICKLEGATE_FAIL=sync), or writing to
 * regular files with ENOSPC (MICKLEGATE_FAIL=space). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int due(char const *kind, atomic_long *calls)
{
    char const *const wanted = getenv("MICKLEGATE_FAIL");
    char const *const after = getenv("MICKLEGATE_FAIL_AFTER");
    return wanted && after && strcmp(wanted, kind) == 0 && atomic_fetch_add(calls, 1) + 1 >= atol(after);
}

static int sync_due(void)
{
    static atomic_long calls;
    return due("sync", &calls);
}

static int space_due(int file)
{
    static atomic_long calls;
    struct stat status;
    return fstat(file, &status) == 0 && S_ISREG(status.st_mode) && due("space", &calls);
}

int fdatasync(int file)
{
    int (*const real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    if (sync_due()) {
        errno = EIO;
        return -1;
    }
    return real(file);
}

int fsync(int file)
{
    int (*const real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    if (sync_due()) {
        errno = EIO;
        return -1;
    }
    return real(file);
}

ssize_t write(int file, void const *bytes, size_t size)
{
    ssize_t (*const real)(int, void const *, size_t) = (ssize_t(*)(int, void const *, size_t))dlsym(RTLD_NEXT, "write");
    if (space_due(file)) {
        errno = ENOSPC;
        return -1;
    }
    return real(file, bytes, size);
}

static ssize_t pwrite_or_fail(char const *name, int file, void const *bytes, size_t size, off_t at)
{
    ssize_t (*const real)(int, void const *, size_t, off_t) =
        (ssize_t(*)(int, void const *, size_t, off_t))dlsym(RTLD_NEXT, name);
    if (space_due(file)) {
        errno = ENOSPC;
        return -1;
    }
    return real(file, bytes, size, at);
}

ssize_t pwrite(int file, void const *bytes, size_t size, off_t at) { return pwrite_or_fail("pwrite", file, bytes, size, at); }
ssize_t pwrite64(int file, void const *bytes, size_t size, off_t at) { return pwrite_or_fail("pwrite64", file, bytes, size, at); }
