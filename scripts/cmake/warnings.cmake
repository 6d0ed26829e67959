# bibmill_options: how all of our own code is compiled; third-party headers are SYSTEM and stay quiet.
add_library(bibmill_options INTERFACE)
target_compile_features(bibmill_options INTERFACE cxx_std_20)
target_compile_options(bibmill_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
                                                 -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports bounds and uninitialised reads inside inlined standard library code (GCC bugs 105329, 105651, 80635).
  target_compile_options(bibmill_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow
                                                   -Wno-array-bounds -Wno-mismatched-new-delete)
endif()
if(BIBMILL_WERROR)
  target_compile_options(bibmill_options INTERFACE -Werror)
endif()
# Asio is compiled once (connectors/async/asio_impl.cpp): it halves the time of every other file that uses it.
target_compile_definitions(bibmill_options INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED
                                                     BOOST_BEAST_USE_STD_STRING_VIEW)
if(BIBMILL_SANITIZE)
  target_compile_options(bibmill_options INTERFACE -fsanitize=${BIBMILL_SANITIZE} -fno-omit-frame-pointer
                                                   -fno-sanitize-recover=all)
  target_link_options(bibmill_options INTERFACE -fsanitize=${BIBMILL_SANITIZE})
  if(BIBMILL_SANITIZE MATCHES "thread")
    # libtbb is not instrumented: under TSan the CPU pool is Asio's (oneTBB issue 1290).
    target_compile_definitions(bibmill_options INTERFACE BIBMILL_CPU_POOL_ASIO)
  endif()
endif()
if(BIBMILL_FUZZ)
  # Coverage for libFuzzer in all of our own code; only the fuzzers link its main (tests/fuzz), so one build serves tests and fuzzers.
  target_compile_options(bibmill_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
