#include "cutwrites.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

// A file of the recorder: ours, then that of the system's VFS behind it.
typedef struct {
    sqlite3_file base;
    uint8_t number;
    int recorded;
    sqlite3_file *real;
} cut_file;

static sqlite3_vfs *system_vfs;
static sqlite3_vfs recorder;
static FILE *journal;
static uint8_t files;
static sqlite3 *beside;
// One order for all threads: what stands before an entry happened before it.
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

static void note(uint8_t kind, uint8_t file, int64_t offset, const void *bytes, uint32_t length) {
    if (!journal) return;
    fwrite(&kind, 1, 1, journal);
    fwrite(&file, 1, 1, journal);
    fwrite(&offset, 8, 1, journal);
    fwrite(&length, 4, 1, journal);
    if (length) fwrite(bytes, 1, length, journal);
}

static sqlite3_file *real(sqlite3_file *file) { return ((cut_file *)file)->real; }

static int cut_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int cut_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, length, offset);
}

static int cut_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
    cut_file *mine = (cut_file *)file;
    pthread_mutex_lock(&order);
    int code = mine->real->pMethods->xWrite(mine->real, bytes, length, offset);
    if (code == SQLITE_OK && mine->recorded) note(CUT_WROTE, mine->number, offset, bytes, (uint32_t)length);
    pthread_mutex_unlock(&order);
    return code;
}

static int cut_truncate(sqlite3_file *file, sqlite3_int64 size) {
    cut_file *mine = (cut_file *)file;
    pthread_mutex_lock(&order);
    int code = mine->real->pMethods->xTruncate(mine->real, size);
    if (code == SQLITE_OK && mine->recorded) note(CUT_TRUNCATED, mine->number, size, NULL, 0);
    pthread_mutex_unlock(&order);
    return code;
}

static int cut_sync(sqlite3_file *file, int flags) {
    (void)flags;
    cut_file *mine = (cut_file *)file;
    pthread_mutex_lock(&order);
    if (mine->recorded) note(CUT_SYNCED, mine->number, 0, NULL, 0);
    pthread_mutex_unlock(&order);
    return SQLITE_OK;
}

static int cut_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
static int cut_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int cut_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int cut_reserved(sqlite3_file *file, int *out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
static int cut_control(sqlite3_file *file, int op, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), op, argument);
}
static int cut_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
// No promise beyond what the entries say: no safe append, no atomic or ordered writes.
static int cut_device(sqlite3_file *file) {
    (void)file;
    return 0;
}
static int cut_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
static int cut_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void cut_shm_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int cut_shm_unmap(sqlite3_file *file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}
static int cut_fetch(sqlite3_file *file, sqlite3_int64 offset, int length, void **out) {
    return real(file)->pMethods->xFetch(real(file), offset, length, out);
}
static int cut_unfetch(sqlite3_file *file, sqlite3_int64 offset, void *page) {
    return real(file)->pMethods->xUnfetch(real(file), offset, page);
}

static const sqlite3_io_methods methods = {
    3,           cut_close,    cut_read,      cut_write,    cut_truncate, cut_sync,        cut_size,
    cut_lock,    cut_unlock,   cut_reserved,  cut_control,  cut_sector,   cut_device,      cut_shm_map,
    cut_shm_lock, cut_shm_barrier, cut_shm_unmap, cut_fetch, cut_unfetch};

static int cut_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
    (void)vfs;
    cut_file *mine = (cut_file *)file;
    memset(mine, 0, sizeof *mine);
    mine->real = (sqlite3_file *)(mine + 1);
    int code = system_vfs->xOpen(system_vfs, name, mine->real, flags, out);
    if (code != SQLITE_OK) return code;
    mine->base.pMethods = &methods;
    if (name && flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) {
        pthread_mutex_lock(&order);
        mine->recorded = 1;
        mine->number = files++;
        note(CUT_OPENED, mine->number, 0, name, (uint32_t)strlen(name));
        pthread_mutex_unlock(&order);
    }
    return SQLITE_OK;
}

int cut_writes_record(const char *path) {
    system_vfs = sqlite3_vfs_find(NULL);
    if (!system_vfs) return 1;
    journal = fopen(path, "w");
    if (!journal) return 1;
    recorder = *system_vfs;
    recorder.zName = "cut-writes";
    recorder.szOsFile = (int)sizeof(cut_file) + system_vfs->szOsFile;
    recorder.xOpen = cut_open;
    recorder.pNext = NULL;
    return sqlite3_vfs_register(&recorder, 1) != SQLITE_OK;
}

void cut_writes_mark(int64_t number) {
    pthread_mutex_lock(&order);
    note(CUT_MARKED, 0, number, NULL, 0);
    pthread_mutex_unlock(&order);
}

int cut_writes_checkpoint(const char *path) {
    if (!beside) {
        if (sqlite3_open_v2(path, &beside, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) return 1;
        // A connection that has read nothing does not know of the log yet.
        sqlite3_exec(beside, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    }
    return sqlite3_wal_checkpoint_v2(beside, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

void cut_writes_close(void) {
    pthread_mutex_lock(&order);
    if (journal) fclose(journal);
    journal = NULL;
    pthread_mutex_unlock(&order);
}
