#include <cstdio>

int main() {
  std::puts("bibmill 0.1.0");
  return 0;
}
