#ifndef HOCLIEU_CUTWRITES_H
#define HOCLIEU_CUTWRITES_H

#include <stdint.h>

/// Records what SQLite writes, so that a test can make the files as a power cut
/// would leave them at any moment: what was synchronised, and of the rest
/// whatever the disk had got to.
///
/// A journal is a row of entries: one byte kind, one byte file, 8 bytes offset,
/// 4 bytes length (all in the machine's order), then that many bytes.
enum {
    CUT_OPENED = 1,    /* the bytes are the file's path */
    CUT_WROTE = 2,
    CUT_TRUNCATED = 3, /* the offset is the new size */
    CUT_SYNCED = 4,
    CUT_MARKED = 5     /* the offset is what was marked */
};

/// Makes every database opened from now on in this process write through the
/// recorder; it pretends to synchronise. Returns 0 when it can.
int cut_writes_record(const char *journal);

/// Notes that something has been promised to somebody.
void cut_writes_mark(int64_t number);

/// Brings the log of the database at `path` into it, by a connection of its own.
int cut_writes_checkpoint(const char *path);

/// Ends the journal.
void cut_writes_close(void);

#endif
