#include "normalizers/text/citation_key.h"

#include <gtest/gtest.h>

#include <utility>

namespace bibmill {
namespace {

TEST(CitableKey, LosesOnlyWhatCannotBeCited) {
  for (const auto& [wish, key] : std::initializer_list<std::pair<const char*, const char*>>{
           {"DBLP:conf/eurosys/Foo26", "DBLP:conf/eurosys/Foo26"},
           {"my own key", "my-own-key"},
           {"  two \t blanks ", "two-blanks"},
           {"a{b}%c#d,e~f\\g\"h(i)", "a-b--c-d-e-f-g-h-i-"},
           {"m\xC3\xBCller2020", "m\xC3\xBCller2020"},
           {"a\x1B[31mb\xC2\x9B", "a[31mb"},
           {"j\xE2\x80\xAEson", "json"},
           {"a&b_c$d^e'f=g@h", "a&b_c$d^e'f=g@h"},
           {"{}", ""},
           {"\x1B", ""},
           {"", ""},
       }) {
    EXPECT_EQ(citable_key(wish), key);
    EXPECT_EQ(citable_key(citable_key(wish)), citable_key(wish));
  }
}

}  // namespace
}  // namespace bibmill
