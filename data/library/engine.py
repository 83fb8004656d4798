"""The inverted index behind the search of the library: terms in, numbers of entries out, ranked by BM25."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import tantivy

from data.library.asked import Asked
from data.library.same_words import term, words
from data.library.searched import texts_of
from data.library.vocabulary import Vocabulary
from domain.practice import Practice

TITLE, PROBLEM, REST = "title", "problem", "rest"
BOOSTS: Mapping[str, float] = {TITLE: 4.0, PROBLEM: 2.0, REST: 1.0}
KEY, NUMBER = "key", "number"
TIE = 0.1  # how much the second-best field or spelling adds
HEAP = 64_000_000


class Snapshot(NamedTuple):
    """The index as it was at one moment, whatever is written later."""

    searcher: tantivy.Searcher
    numbered: tuple[str, ...]


class Engine:
    """One index in memory that follows a changing library. Who writes holds a lock; snapshots need none."""

    def __init__(self, place_names: Mapping[str, str]) -> None:
        self.place_names = dict(place_names)
        self.vocabulary = Vocabulary()
        self.entries: Mapping[str, Practice] = {}
        self._schema = _schema()
        self._index = tantivy.Index(self._schema)
        self._numbered: list[str] = []

    def changed(self, entries: Mapping[str, Practice]) -> list[str]:
        """The ids of those that came, went, or say something else now."""
        before = self.entries
        told = [own_id for own_id, one in entries.items() if before.get(own_id) is not one]
        return told + [own_id for own_id in before if own_id not in entries]

    def write(self, entries: Mapping[str, Practice]) -> Snapshot:
        """Make the index that of these entries, touching only what changed."""
        writer = self._index.writer(heap_size=HEAP, num_threads=1)
        for own_id in self.changed(entries):
            if own_id in self.entries:
                writer.delete_documents_by_term(KEY, own_id)
            if own_id in entries:
                writer.add_document(self._document(entries[own_id]))
        writer.commit()
        self._index.reload()
        self.vocabulary.settle()
        self.entries = entries
        return Snapshot(self._index.searcher(), tuple(self._numbered))

    def _document(self, practice: Practice) -> tantivy.Document:
        document = tantivy.Document()
        document.add_text(KEY, practice.practice_id)
        document.add_unsigned(NUMBER, len(self._numbered))
        self._numbered.append(practice.practice_id)
        for field, text in texts_of(practice, self.place_names).items():
            found = words(text)
            self.vocabulary.take_in(found)
            document.add_text(field if field in BOOSTS else REST, " ".join(map(term, found)))
        return document

    def find(self, snapshot: Snapshot, asked: Asked, *, limit: int, every: bool) -> Iterable[tuple[str, float]]:
        """The ids of entries with every word, or with any, and how well each fits, best first."""
        occur = tantivy.Occur.Must if every else tantivy.Occur.Should
        parts = [*map(self._word, asked.words), *map(self._phrase, asked.phrases)]
        query = tantivy.Query.boolean_query([(occur, part) for part in parts])
        hits = snapshot.searcher.search(query, limit=limit, count=False).hits
        numbers = snapshot.searcher.fast_field_values(NUMBER, [address for _score, address in hits])
        return [(snapshot.numbered[int(number or 0)], score) for (score, _), number in zip(hits, numbers, strict=True)]

    def _word(self, stands_for: Mapping[str, float]) -> tantivy.Query:
        terms = [
            self._boosted(tantivy.Query.term_query(self._schema, field, each), boost * sure)
            for each, sure in stands_for.items()
            for field, boost in BOOSTS.items()
        ]
        return tantivy.Query.disjunction_max_query(terms, TIE)

    def _phrase(self, terms: tuple[str, ...]) -> tantivy.Query:
        phrases = [
            self._boosted(tantivy.Query.phrase_query(self._schema, field, list(terms)), boost)
            for field, boost in BOOSTS.items()
        ]
        return tantivy.Query.disjunction_max_query(phrases, TIE)

    @staticmethod
    def _boosted(query: tantivy.Query, boost: float) -> tantivy.Query:
        return tantivy.Query.boost_query(query, boost)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(NUMBER, fast=True)
    for field in BOOSTS:
        builder.add_text_field(field, tokenizer_name="whitespace")
    return builder.build()
