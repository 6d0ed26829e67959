// Reach: whether there is a network at all, as far as this run knows. Shared by the policy groups of one run, used on
// the io thread.
#pragma once

namespace bibmill {

struct Reach {
  bool answered = false;  ///< anybody, with whatever status
  bool doubted = false;   ///< a group has given up: it tried several times, and nobody had answered yet
  /// A pause after failed connections was sat out, the connection failed again, and nobody has been heard since: no
  /// other source's such pause is worth waiting for.
  bool waited_in_vain = false;

  void hear() {
    answered = true;
    waited_in_vain = false;
  }
};

}  // namespace bibmill
