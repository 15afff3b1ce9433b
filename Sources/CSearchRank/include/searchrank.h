#ifndef HOCLIEU_SEARCHRANK_H
#define HOCLIEU_SEARCHRANK_H

#include <stddef.h>
#include <stdint.h>

/// The inner loops of the search index: reading posting lists, adding scores,
/// choosing the best. Everything here reads bytes of the database and checks
/// every bound, so that a damaged file gives wrong answers at worst.
///
/// A posting list has one of two forms, the shorter one. Payloads are 1…255;
/// "previous" is 0 at the start.
///
/// - sparse: one byte, the list's common payload; then for each document
///   varint((document - previous) << 1 | explicit) and one payload byte when
///   explicit is 1.
/// - dense: a zero byte; then for each document one byte,
///   min(document - previous, 31) << 3 | (payload < 8 ? payload : 0), followed by
///   varint(document - previous - 31) when the upper part is 31 and by the payload
///   when the lower part is 0.

/// Where the scores of one question are added up; one entry per document.
typedef struct {
    float *score;
    /// How many of the wanted words each document has.
    uint8_t *hits;
    /// One byte per 1,024 documents: whether anything was added there.
    uint8_t *touched;
    /// The payloads of the lists that count, or-ed together; or NULL.
    uint8_t *marks;
    uint32_t limit;
} sr_board;

/// How much a posting is worth: `scores[payload]`, and `bonus[class]` more when
/// payload & bonusMask; or, with `frequencies`, weight times
/// frequencies[class << 5 | min(payload, 31)].
typedef struct {
    /// 256 values by payload.
    const float *scores;
    /// 256 values by payload: what is added to the hits; with `frequencies` all alike.
    const uint8_t *counts;
    /// One class per document, or NULL.
    const uint8_t *classes;
    /// 16 values by class, or NULL.
    const float *bonus;
    uint8_t bonusMask;
    /// 8,192 values by class and payload, or NULL.
    const float *frequencies;
    float weight;
    /// For each document the segment that holds its newest form, or NULL when
    /// no document of the list is out of date.
    const uint16_t *owner;
    uint16_t segment;
} sr_weighing;

/// Adds a list; returns how many of its postings had a count above zero.
uint32_t sr_add(const sr_board *board, const sr_weighing *weighing, const uint8_t *list, size_t length);

/// Adds a list's score to documents that have at least `need` hits, and
/// nothing anywhere else.
void sr_refine(const sr_board *board, const sr_weighing *weighing, uint8_t need, const uint8_t *list, size_t length);

/// Keeps, of documents with exactly `need` hits, those the list has (a hit
/// more); returns how many.
uint32_t sr_narrow(const sr_board *board, const sr_weighing *weighing, uint8_t need, const uint8_t *list, size_t length);

/// The same two where `documents`, in order and all below the board's limit, are
/// known to be the only ones with `need` hits: with few of them a long list costs
/// a third, since nothing but itself is read between two.
void sr_refine_among(
    const sr_board *board, const sr_weighing *weighing, uint8_t need, const uint32_t *documents, size_t count,
    const uint8_t *list, size_t length);
uint32_t sr_narrow_among(
    const sr_board *board, const sr_weighing *weighing, uint8_t need, const uint32_t *documents, size_t count,
    const uint8_t *list, size_t length);

/// Takes the list's documents (those with a count above zero) out of the answer.
void sr_exclude(const sr_board *board, const sr_weighing *weighing, const uint8_t *list, size_t length);

/// Writes the documents with at least `need` hits in order; returns how many.
size_t sr_matches(const sr_board *board, uint8_t need, uint32_t *documents, size_t capacity);

/// Empties the board where it was touched.
void sr_clear(const sr_board *board);

/// Puts the best `wanted` of the documents, best first (ties: lower number
/// first), into `best`; returns how many.
size_t sr_top(const float *score, const uint32_t *documents, size_t count, uint32_t *best, size_t wanted);

/// One passage and its score.
typedef struct {
    float score;
    uint32_t document;
} sr_hit;

/// For every book, whose documents are first[book] ..< first[book] + count[book],
/// keeps the best `depth` passages with at least `need` hits, best first, in
/// `hits[book * depth …]`, and their number (never above `depth`) in `kept[book]`,
/// which must be zero before. Books with a zero in `allowed` are left out.
void sr_best_of_books(
    const sr_board *board, uint8_t need, const uint32_t *first, const uint32_t *count, const uint8_t *allowed,
    uint32_t bookCount, uint32_t depth, sr_hit *hits, uint8_t *kept);

/// Reads a list into two arrays; returns how many postings there were, at most
/// `capacity`. Postings out of date are left out.
size_t sr_decode(
    const uint8_t *list, size_t length, const uint16_t *owner, uint32_t ownerCount, uint16_t segment,
    uint32_t *documents, uint8_t *payloads, size_t capacity);

/// Whether the list has the document.
int sr_has(const uint8_t *list, size_t length, uint32_t document);

/// Writes a list; `out` must have room for 7 * count + 1 bytes. Returns its length.
size_t sr_encode(const uint32_t *documents, const uint8_t *payloads, size_t count, uint8_t *out);


/// One entry of a block: varint(bytes shared with the term before),
/// varint(length of the rest), the rest, varint(documents), varint(length of the
/// list << 1 | stored elsewhere), then the list or varint(number of its block).
typedef struct {
    uint32_t shared;
    uint32_t restLength;
    const uint8_t *rest;
    /// How many documents have the term.
    uint32_t documents;
    uint32_t listLength;
    /// The list, or NULL when it is a block of its own.
    const uint8_t *list;
    uint32_t listBlock;
} sr_entry;

/// Reads the entry at `offset` and moves on; 0 at the end or on damage.
int sr_next_entry(const uint8_t *block, size_t size, size_t *offset, sr_entry *entry);

/// Writes the entry of `term`, which stands after `before` (of length 0 at the
/// start of a block): of `entry` the documents and the list count, and no pointer
/// to the list means that it is in `listBlock`. `out` must have room for
/// termLength + 20 bytes and for the list. Returns the length.
size_t sr_put_entry(
    const uint8_t *before, size_t beforeLength, const uint8_t *term, size_t termLength, const sr_entry *entry,
    uint8_t *out);

/// Looks a term up in a block; 0 when it is not there.
int sr_find_entry(const uint8_t *block, size_t size, const uint8_t *term, size_t length, sr_entry *entry);

/// Collects the postings of a new segment in memory.
typedef struct sr_builder sr_builder;

/// NULL when there is no memory.
sr_builder *sr_builder_new(void);
void sr_builder_free(sr_builder *builder);

/// Adds a posting of the term tag + first (+ space + second, unless NULL).
/// Documents come in rising order. When the document already has the term its
/// payload grows: by addition (at most 255) when `adds`, else by bitwise or.
/// Returns 0 when there is no memory.
int sr_builder_add(
    sr_builder *builder, uint8_t tag, const uint8_t *first, size_t firstLength, const uint8_t *second,
    size_t secondLength, uint32_t document, uint8_t payload, int adds);

size_t sr_builder_postings(const sr_builder *builder);

/// Sorts what was added; returns how many terms there are, or SIZE_MAX when
/// there is no memory.
size_t sr_builder_sort(sr_builder *builder);

/// The n-th term in order with its postings; valid until the builder goes.
typedef struct {
    const uint8_t *term;
    size_t length;
    const uint32_t *documents;
    const uint8_t *payloads;
    size_t count;
} sr_term;
sr_term sr_builder_term(const sr_builder *builder, size_t n);

// The short lists of numbers that records have: the values of their facets, or
// the points that hold their copies. Numbers are made in memory, and every place
// of `counts` and `wanted` that they name must be there.
//
// Records are met in no order a processor foresees, and their lists end after a
// few numbers: reading ahead, and counting lists of one length together, takes
// a sixth of the time of a walk from list to list.

/// The lists of 256 documents, which never change: two bytes a number, or four
/// where one of them is above 65,535.
typedef struct sr_chunk sr_chunk;

/// The lists of all documents.
typedef struct {
    /// In order; NULL for 256 documents without numbers.
    const sr_chunk *const *chunks;
    size_t count;
} sr_lists;

/// The chunk that `old` (or NULL, for one without numbers) becomes when `document`
/// gets these numbers instead of those it had.
sr_chunk *sr_chunk_giving(const sr_chunk *old, uint32_t document, const uint32_t *numbers, size_t count);
void sr_chunk_free(const sr_chunk *chunk);

/// How many bytes it takes.
size_t sr_chunk_size(const sr_chunk *chunk);

/// Writes the first `capacity` numbers of a document; returns how many it has.
size_t sr_list(const sr_lists *lists, uint32_t document, uint32_t *numbers, size_t capacity);

/// Adds one to `counts[number]` for each number of each of the documents.
void sr_count_values(const sr_lists *lists, const uint32_t *documents, size_t count, uint32_t *counts);

/// The same where a number is that of a point times two, and one more where
/// something can be borrowed: adds to `counts[point]`, with `now` only there.
/// Returns for how many documents there is such a point.
uint32_t sr_count_holdings(
    const sr_lists *lists, const uint32_t *documents, size_t count, int now, uint32_t *counts);

/// Writes to `held`, one byte a document, whether one of its points has a 1 in
/// `wanted` and, with `now`, something can be borrowed there. Returns how many.
uint32_t sr_held(
    const sr_lists *lists, const uint32_t *documents, size_t count, const uint8_t *wanted, int now, uint8_t *held);

/// The same for all documents, 256 a chunk, where `held` is 0 before: one look at
/// every number.
void sr_held_by_all(const sr_lists *lists, const uint8_t *wanted, int now, uint8_t *held);

/// Writes the documents below `limit` that are none of `documents`, which come in
/// rising order; returns how many, or -1 where they do not.
ptrdiff_t sr_others(const uint32_t *documents, size_t count, uint32_t limit, uint32_t *others);

#endif
