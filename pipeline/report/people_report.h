// What a run made of its authors, for people: who was joined, and which names are kept apart. Pure.
#pragma once

#include <span>
#include <string>

#include "normalizers/model/person_record.h"

namespace bibmill {

/// Sections: people of several works, with their names and what joined them; names that several people bear, kept
/// apart; each with its number of works, most first.
std::string describe_people(std::span<const PersonRecord> people);

/// People that several authorships were joined into.
std::size_t count_joined(std::span<const PersonRecord> people);

}  // namespace bibmill
