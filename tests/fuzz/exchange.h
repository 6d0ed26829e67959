// What holds for every codec, whatever the source sends. An input of these fuzzers is an exchange in the replay format:
// the request line names the questions, the body answers them.
#pragma once

#include <string_view>

#include "normalizers/model/source_id.h"

namespace bibmill::fuzz {

/// The source's mirror takes the request apart; its codec decodes the body to one answer per question; slices lie in
/// the body and give the records again; split(batch) ≡ batch; what the mirror composes of the slices is decoded to the
/// same.
void require_sound_exchange(SourceId source, std::string_view text);

}  // namespace bibmill::fuzz
