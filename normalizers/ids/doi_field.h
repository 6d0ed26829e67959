// Values that are meant to be one DOI and nothing else: a `doi` field, a line of a list. Pure, thread-safe.
#pragma once

#include <string_view>

namespace bibmill {

/// True where Doi::parse() would leave out what may belong to the DOI, so that what it returns may be another one:
/// "10.1145/3448016. 3452841" (10.1145/3448016 is the whole proceedings), "10.1016/a)b". Prose behind a DOI ("(accessed
/// 2024)", a full stop), a query, another DOI or the tail of a publisher's URL belong to none. False where there is no
/// DOI.
bool may_cut_doi(std::string_view value);

}  // namespace bibmill
