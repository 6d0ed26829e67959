// Misread names: what a scanner or a search engine took for an author and nobody bears as a name: "ACM's Anthology",
// "P. Edition", "SIGMOD Record", "RSB BP951". Pure, thread-safe.
#pragma once

#include "normalizers/names/folded_name.h"

namespace bibmill {

/// The family name is a word of mastheads and headings, or holds a digit; organisations (literals) are left alone.
bool is_misread(const FoldedName& name);

}  // namespace bibmill
