// The list of authors: one source's list is chosen whole; the others only lend identifiers and affiliations. Pure,
// thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "normalizers/model/person.h"
#include "normalizers/model/work.h"

namespace bibmill {

/// Which of these works (best source first, each with authors) gives the list: the first, unless a later one is
/// complete where it is cut short ("and others", or its people are some of the later one's), or names the same people
/// with diacritics or given names that it lacks. `works` is not empty.
std::size_t choose_author_list(std::span<const Work* const> works);

/// Adds to each person the ORCID, the DBLP person id and the affiliations that another list gives for the same person:
/// at the same position of a list of the same length, or where the names agree with no one else. What a person has
/// already stays; no identifier is given to two people of one list.
void lend_identifiers(std::vector<Person>& people, const std::vector<Person>& lender);

}  // namespace bibmill
