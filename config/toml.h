// toml++, compiled once (config/toml.cpp): its parser is the dearest header of this folder.
#pragma once

#define TOML_HEADER_ONLY 0
// Its assertions are about texts, not about us: "[= 1" breaks one before the parser reports the mistake (toml++ 3.3.0).
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>
