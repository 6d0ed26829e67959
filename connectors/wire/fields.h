// Values of a record's fields as depositors leave them, made fit for a Work: what is empty or a placeholder is absent.
// Pure, thread-safe, never fails.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/wire/json.h"
#include "normalizers/ids/doi.h"
#include "normalizers/model/person.h"

namespace bibmill {

/// A string or number as plain text: no markup, no entities, white space collapsed. Absent when nothing is left or only
/// "-".
std::optional<std::string> plain_field(JsonView value);

/// The DOI that a source says is registered. Unlike Doi::parse on prose it never takes a DOI from inside another text:
/// "10.5424/http://dx.doi.org/10.5424/sjar/20110903-330-10" is one DOI.
std::optional<Doi> registered_doi(std::string_view text);

/// "728–743" → "728-743"; absent for "n/a-n/a", "no-no" and the like (Crossref and DataCite deposits).
std::optional<std::string> plain_pages(std::string_view text);

/// A person from the parts that Crossref and DataCite know; absent when there is no name in them. A name that stands in
/// one part alone is read as printed.
std::optional<PersonName> person_name(std::string_view given, std::string_view family, std::string_view suffix = {});

/// "https://ror.org/05dxps055" from any form of a ROR id.
std::optional<std::string> ror_url(std::string_view text);

/// Only http and https URLs without white space or control characters.
std::optional<std::string> web_url(JsonView value);

template <class T>
void add_unique(std::vector<T>& values, T value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

}  // namespace bibmill
