#define _GNU_SOURCE
#include "searchrank.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t start;
    uint32_t length;
    uint32_t hash;
    /// The place of the term's newest posting.
    uint32_t newest;
    uint32_t postings;
} term_line;

typedef struct {
    uint32_t term;
    uint32_t document;
} posting;

struct sr_builder {
    uint8_t *letters;
    size_t lettersCount, lettersRoom;
    term_line *terms;
    size_t termCount, termRoom;
    posting *postings;
    uint8_t *payloads;
    size_t postingCount, postingRoom;
    /// Term number + 1, 0 for empty; a power of two.
    uint32_t *table;
    size_t tableSize;
    // After sorting:
    uint32_t *order;
    uint32_t *documents;
    uint8_t *sortedPayloads;
    size_t *starts;
};

enum { longestKey = 300 };

sr_builder *sr_builder_new(void) {
    sr_builder *builder = calloc(1, sizeof *builder);
    if (!builder) return NULL;
    builder->tableSize = 1 << 12;
    builder->table = calloc(builder->tableSize, sizeof *builder->table);
    if (!builder->table) {
        free(builder);
        return NULL;
    }
    return builder;
}

void sr_builder_free(sr_builder *builder) {
    if (!builder) return;
    free(builder->letters);
    free(builder->terms);
    free(builder->postings);
    free(builder->payloads);
    free(builder->table);
    free(builder->order);
    free(builder->documents);
    free(builder->sortedPayloads);
    free(builder->starts);
    free(builder);
}

static int grow(void **buffer, size_t *room, size_t wanted, size_t width) {
    if (wanted <= *room) return 1;
    size_t next = *room ? *room * 2 : 1024;
    while (next < wanted) next *= 2;
    void *bigger = realloc(*buffer, next * width);
    if (!bigger) return 0;
    *buffer = bigger;
    *room = next;
    return 1;
}

static uint32_t hash_of(const uint8_t *key, size_t length) {
    uint64_t sum = 0x9E3779B97F4A7C15u ^ length;
    while (length >= 8) {
        uint64_t word;
        memcpy(&word, key, 8);
        sum = (sum ^ word) * 0xD6E8FEB86659FD93u;
        sum ^= sum >> 32;
        key += 8;
        length -= 8;
    }
    uint64_t rest = 0;
    memcpy(&rest, key, length);
    sum = (sum ^ rest) * 0xD6E8FEB86659FD93u;
    sum ^= sum >> 32;
    sum *= 0xD6E8FEB86659FD93u;
    return (uint32_t)(sum >> 32);
}

static int widen_table(sr_builder *builder) {
    const size_t size = builder->tableSize * 2;
    uint32_t *table = calloc(size, sizeof *table);
    if (!table) return 0;
    for (size_t n = 0; n < builder->termCount; n++) {
        size_t slot = builder->terms[n].hash & (size - 1);
        while (table[slot]) slot = (slot + 1) & (size - 1);
        table[slot] = (uint32_t)n + 1;
    }
    free(builder->table);
    builder->table = table;
    builder->tableSize = size;
    return 1;
}

/// The number of the term, or UINT32_MAX when there is no memory.
static uint32_t term_number(sr_builder *builder, const uint8_t *key, size_t length) {
    const uint32_t hash = hash_of(key, length);
    size_t slot = hash & (builder->tableSize - 1);
    while (builder->table[slot]) {
        const uint32_t n = builder->table[slot] - 1;
        const term_line *line = &builder->terms[n];
        if (line->hash == hash && line->length == length
            && memcmp(builder->letters + line->start, key, length) == 0)
            return n;
        slot = (slot + 1) & (builder->tableSize - 1);
    }
    if (builder->lettersCount + length > UINT32_MAX) return UINT32_MAX;
    if (!grow((void **)&builder->letters, &builder->lettersRoom, builder->lettersCount + length, 1)) return UINT32_MAX;
    if (!grow((void **)&builder->terms, &builder->termRoom, builder->termCount + 1, sizeof(term_line))) return UINT32_MAX;
    term_line *line = &builder->terms[builder->termCount];
    line->start = (uint32_t)builder->lettersCount;
    line->length = (uint32_t)length;
    line->hash = hash;
    line->newest = 0;
    line->postings = 0;
    memcpy(builder->letters + builder->lettersCount, key, length);
    builder->lettersCount += length;
    builder->table[slot] = (uint32_t)++builder->termCount;
    if (builder->termCount * 2 > builder->tableSize && !widen_table(builder)) return UINT32_MAX;
    return (uint32_t)builder->termCount - 1;
}

int sr_builder_add(
    sr_builder *builder, uint8_t tag, const uint8_t *first, size_t firstLength, const uint8_t *second,
    size_t secondLength, uint32_t document, uint8_t payload, int adds
) {
    uint8_t key[longestKey];
    if (1 + firstLength + 1 + secondLength > longestKey) return 1;
    key[0] = tag;
    memcpy(key + 1, first, firstLength);
    size_t length = 1 + firstLength;
    if (second) {
        key[length++] = ' ';
        memcpy(key + length, second, secondLength);
        length += secondLength;
    }
    const uint32_t n = term_number(builder, key, length);
    if (n == UINT32_MAX) return 0;
    term_line *line = &builder->terms[n];
    if (line->postings && builder->postings[line->newest].document == document) {
        uint8_t *known = &builder->payloads[line->newest];
        if (!adds) *known |= payload;
        else *known = *known > 255 - payload ? 255 : (uint8_t)(*known + payload);
        return 1;
    }
    size_t payloadRoom = builder->postingRoom;
    if (!grow((void **)&builder->payloads, &payloadRoom, builder->postingCount + 1, 1)) return 0;
    if (!grow((void **)&builder->postings, &builder->postingRoom, builder->postingCount + 1, sizeof(posting))) return 0;
    builder->postings[builder->postingCount].term = n;
    builder->postings[builder->postingCount].document = document;
    builder->payloads[builder->postingCount] = payload;
    line->newest = (uint32_t)builder->postingCount++;
    line->postings++;
    return 1;
}

size_t sr_builder_postings(const sr_builder *builder) { return builder->postingCount; }

/// A term to be sorted, with its first eight bytes as a number: most terms
/// differ there, and are told apart without a look at their letters.
typedef struct {
    uint64_t head;
    uint32_t term;
} sort_line;

static uint64_t head_of(const uint8_t *key, size_t length) {
    uint64_t head = 0;
    for (size_t n = 0; n < 8; n++) head = head << 8 | (n < length ? key[n] : 0);
    return head;
}

static int compare_terms(const void *a, const void *b, void *context) {
    const sr_builder *builder = context;
    const sort_line *left = a, *right = b;
    if (left->head != right->head) return left->head < right->head ? -1 : 1;
    const term_line *x = &builder->terms[left->term], *y = &builder->terms[right->term];
    const size_t common = x->length < y->length ? x->length : y->length;
    const int order = memcmp(builder->letters + x->start, builder->letters + y->start, common);
    if (order) return order;
    return (x->length > y->length) - (x->length < y->length);
}

size_t sr_builder_sort(sr_builder *builder) {
    const size_t terms = builder->termCount, postings = builder->postingCount;
    builder->order = malloc((terms + 1) * sizeof *builder->order);
    sort_line *lines = malloc((terms + 1) * sizeof *lines);
    builder->starts = malloc((terms + 1) * sizeof *builder->starts);
    builder->documents = malloc((postings + 1) * sizeof *builder->documents);
    builder->sortedPayloads = malloc(postings + 1);
    if (!lines || !builder->order || !builder->starts || !builder->documents || !builder->sortedPayloads) {
        free(lines);
        return SIZE_MAX;
    }
    size_t start = 0;
    for (size_t n = 0; n < terms; n++) {
        lines[n].head = head_of(builder->letters + builder->terms[n].start, builder->terms[n].length);
        lines[n].term = (uint32_t)n;
        builder->starts[n] = start;
        start += builder->terms[n].postings;
    }
    for (size_t i = 0; i < postings; i++) {
        const size_t place = builder->starts[builder->postings[i].term]++;
        builder->documents[place] = builder->postings[i].document;
        builder->sortedPayloads[place] = builder->payloads[i];
    }
    for (size_t n = 0; n < terms; n++) builder->starts[n] -= builder->terms[n].postings;
    qsort_r(lines, terms, sizeof *lines, compare_terms, builder);
    for (size_t n = 0; n < terms; n++) builder->order[n] = lines[n].term;
    free(lines);
    return terms;
}

sr_term sr_builder_term(const sr_builder *builder, size_t n) {
    const uint32_t number = builder->order[n];
    const term_line *line = &builder->terms[number];
    const size_t start = builder->starts[number];
    sr_term term = {
        builder->letters + line->start, line->length, builder->documents + start, builder->sortedPayloads + start,
        line->postings,
    };
    return term;
}
