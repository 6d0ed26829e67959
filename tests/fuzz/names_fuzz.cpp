// Names of people: two lines are two names.
#include <algorithm>

#include "normalizers/names/folded_name.h"
#include "normalizers/names/person_name.h"
#include "normalizers/text/unicode.h"
#include "tests/fuzz/require.h"

namespace bibmill::fuzz {
namespace {

void require_sound_name(const PersonName& name) {
  require(is_valid_utf8(display_name(name)), "a printed name is UTF-8");
  require(name.literal.empty() || name.family.empty(), "a name is literal or has parts");
  if (fold_name(name).family.empty()) return;  // nothing to compare: signs only
  require(compare_names(name, name) != NameAgreement::different, "a name agrees with itself");
}

}  // namespace
}  // namespace bibmill::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bibmill;
  const std::string_view text = fuzz::as_text(data, size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const std::string_view first = text.substr(0, line);
  const std::string_view second = text.substr(std::min(line + 1, text.size()));
  const PersonName a = parse_name(first);
  const PersonName b = make_name(first, second);
  fuzz::require_sound_name(a);
  fuzz::require_sound_name(b);
  fuzz::require(compare_names(a, b) == compare_names(b, a), "agreement of names is symmetric");
  for (const PersonName& name : parse_bibtex_names(text).names) fuzz::require_sound_name(name);
  return 0;
}
