#ifndef HOCLIEU_SITE_FILES_H
#define HOCLIEU_SITE_FILES_H

#include <stddef.h>

/// A file that is part of the program: its name without folder, and its bytes
/// as they are in Public/ or Locales/.
struct hoclieu_site_file {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// The file of that name; NULL without one.
const struct hoclieu_site_file *hoclieu_site_file_named(const char *name);

#endif
