#include "searchrank.h"

#include <string.h>

enum { blockBits = 10, blockSize = 1 << blockBits };

/// Calls BODY for every touched stretch [from, to) of the board.
#define FOR_EACH_TOUCHED(BOARD, BODY)                                               \
    for (uint32_t block_ = 0; block_ <= ((BOARD)->limit - 1) >> blockBits; block_++) { \
        if (!(BOARD)->touched[block_]) continue;                                    \
        const uint32_t from = block_ << blockBits;                                  \
        const uint32_t to = from + blockSize < (BOARD)->limit ? from + blockSize : (BOARD)->limit; \
        BODY                                                                        \
    }

enum { stretch = 64 };

/// Whether any of the next 64 documents has so many hits; one step of a vector unit.
static inline int any_has(const uint8_t *hits, uint8_t need) {
    uint8_t any = 0;
    for (int i = 0; i < stretch; i++) any |= hits[i] >= need;
    return any;
}

size_t sr_matches(const sr_board *board, uint8_t need, uint32_t *documents, size_t capacity) {
    size_t count = 0;
    if (board->limit == 0) return 0;
    const uint8_t *hits = board->hits;
    FOR_EACH_TOUCHED(board, {
        uint32_t document = from;
        while (document < to) {
            const uint32_t end = to - document > stretch ? document + stretch : to;
            if (end - document == stretch && !any_has(hits + document, need)) {
                document = end;
                continue;
            }
            // Whether a document fits is as good as random: nothing may depend on it.
            for (; document < end; document++) {
                if (count == capacity) return count;
                documents[count] = document;
                count += hits[document] >= need;
            }
        }
    })
    return count;
}

void sr_clear(const sr_board *board) {
    if (board->limit == 0) return;
    FOR_EACH_TOUCHED(board, {
        memset(board->score + from, 0, (to - from) * sizeof(float));
        memset(board->hits + from, 0, to - from);
        if (board->marks) memset(board->marks + from, 0, to - from);
        board->touched[block_] = 0;
    })
}

/// Whether `a` stands below `b` in the answer.
static inline int is_worse(const float *score, uint32_t a, uint32_t b) {
    return score[a] < score[b] || (score[a] == score[b] && a > b);
}

static void sift_down(const float *score, uint32_t *heap, size_t count, size_t at) {
    const uint32_t moving = heap[at];
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= count) break;
        if (child + 1 < count && is_worse(score, heap[child + 1], heap[child])) child++;
        if (!is_worse(score, heap[child], moving)) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moving;
}

size_t sr_top(const float *score, const uint32_t *documents, size_t count, uint32_t *best, size_t wanted) {
    const size_t kept = count < wanted ? count : wanted;
    if (kept == 0) return 0;
    memcpy(best, documents, kept * sizeof *best);
    for (size_t at = kept / 2; at-- > 0;) sift_down(score, best, kept, at);
    for (size_t i = kept; i < count; i++) {
        if (is_worse(score, documents[i], best[0])) continue;
        best[0] = documents[i];
        sift_down(score, best, kept, 0);
    }
    for (size_t left = kept; left > 1; left--) {
        const uint32_t worst = best[0];
        best[0] = best[left - 1];
        best[left - 1] = worst;
        sift_down(score, best, left - 1, 0);
    }
    return kept;
}

void sr_best_of_books(
    const sr_board *board, uint8_t need, const uint32_t *first, const uint32_t *count, const uint8_t *allowed,
    uint32_t bookCount, uint32_t depth, sr_hit *hits, uint8_t *kept
) {
    const float *scores = board->score;
    for (uint32_t book = 0; book < bookCount; book++) {
        if (!allowed[book] || first[book] >= board->limit) continue;
        const uint32_t left = board->limit - first[book];
        const uint32_t end = first[book] + (count[book] < left ? count[book] : left);
        sr_hit *row = hits + (size_t)book * depth;
        uint32_t filled = 0;
        // Below the worst that is kept nothing more is looked at, which soon is nearly all.
        float least = -1;
        for (uint32_t document = first[book]; document < end; document++) {
            const float score = scores[document];
            if (score <= least || board->hits[document] < need) continue;
            uint32_t place = filled < depth ? filled++ : depth - 1;
            while (place > 0 && row[place - 1].score < score) {
                row[place] = row[place - 1];
                place--;
            }
            row[place].score = score;
            row[place].document = document;
            if (filled == depth) least = row[depth - 1].score;
        }
        kept[book] = (uint8_t)filled;
    }
}
