// When two values of a field say the same in other words, and which of two forms is better. Pure, thread-safe. This is
// not matching: both values are known to describe one work.
#pragma once

#include <string_view>
#include <vector>

#include "normalizers/model/work.h"
#include "pipeline/merge/work_fields.h"

namespace bibmill {

/// Whether both works say the same in `field`: titles up to case, punctuation and a subtitle; dates up to precision;
/// pages up to hyphens and shortened ends ("728--43"); ISBNs and ISSNs where one is shared; other texts up to case and
/// punctuation. Both have the field.
bool same_value(const Work& a, const Work& b, WorkField field);

/// Of two works that say the same in `field`: whether `a` says more than `b`: a date to the day, a title with its
/// subtitle or not in capitals, a whole list of authors where the other is cut short, a page range.
bool says_more(const Work& a, const Work& b, WorkField field);

/// `longer` is `shorter` with a subtitle: "FlashPS: Efficient Generative Image Editing" and "FlashPS".
bool adds_subtitle(std::string_view shorter, std::string_view longer);

/// "ATTENTION IS ALL YOU NEED": no lower-case letter among several words.
bool is_all_caps(std::string_view title);

/// Whether every person of `part` is one of `whole`, in the same order, as far as printed names can tell.
bool names_within(const std::vector<Person>& part, const std::vector<Person>& whole);

}  // namespace bibmill
