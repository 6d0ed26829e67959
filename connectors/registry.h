// Registry: which sources are spoken to over HTTP, and their two sides. Adding a source adds a line here
// (connectors/README.md).
#pragma once

#include <memory>

#include "config/settings.h"
#include "connectors/codec.h"
#include "connectors/mirror.h"

namespace bibmill {

/// The source's codec with its batch sizes from the settings; null for a source that is not asked over HTTP or has no
/// codec yet.
std::unique_ptr<Codec> make_codec(SourceId source, const SourceSettings& settings);

/// The source's own side, for replay and the loopback server; null where make_codec is.
std::unique_ptr<Mirror> make_mirror(SourceId source);

}  // namespace bibmill
