#ifndef HOCLIEU_CLIBXML2_SHIM_H
#define HOCLIEU_CLIBXML2_SHIM_H
// Debian builds libxml2 with ICU; its headers then clash with Foundation's copy
// of UErrorCode, so the ICU part is hidden from Swift.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
#include <libxml/c14n.h>

/// xmlFree is a global function pointer, which Swift 6 refuses to share.
static inline void hoclieu_xml_free(void *memory) { xmlFree(memory); }

/// Some faults of encodings go past the parser to standard error, which belongs
/// to the worker's own words. Swift cannot write a variadic C function.
static inline void hoclieu_xml_ignore(void *context, const char *message, ...) { (void)context; (void)message; }
static inline void hoclieu_xml_silence(void) { xmlSetGenericErrorFunc(NULL, hoclieu_xml_ignore); }
#endif
