"""Places alike, as published: the neighbours of each family in order, and the clusters with their gaps."""


def test_neighbours_come_by_family_the_most_alike_first(shipped_stores):
    found = shipped_stores.figures.likeness("E06000001")
    # geography/global-neighbours.csv and its two sisters, row E06000001, columns 1 to 3;
    # E08000018 (Rotherham) has another code by now
    assert {family: len(codes) for family, codes in found.items()} == {"global": 20, "economic": 20, "demographic": 20}
    assert found["economic"][:3] == ("E07000137", "E06000003", "E07000010")
    assert found["demographic"][:3] == ("E06000005", "E07000089", "E07000009")
    assert found["global"][1:3] == ("E06000003", "E07000171")


def test_a_combined_authority_has_the_five_it_was_given(shipped_stores):
    # geography/global-neighbours.csv, row E47000001
    expected = ("E47000003", "E47000004", "E47000007", "E47000018", "E47000002")
    assert shipped_stores.figures.likeness("E47000001")["global"] == expected


def test_a_nation_has_no_neighbours_and_no_cluster(shipped_stores):
    assert shipped_stores.figures.likeness("W92000004") == {}
    assert shipped_stores.figures.clusters("W92000004") == {}


def test_clusters_are_the_published_letters_and_a_gap_stays_a_gap(shipped_stores):
    # geography/cluster-allocation.csv: Hartlepool B, A, C; Isles of Scilly [x], [x], C
    assert shipped_stores.figures.clusters("E06000001") == {"global": "B", "economic": "A", "demographic": "C"}
    assert shipped_stores.figures.clusters("E06000053") == {"demographic": "C"}
