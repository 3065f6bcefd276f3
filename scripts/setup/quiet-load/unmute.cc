#include <unistd.h>

extern "C" int maskwright_stderr;

__attribute__((constructor)) static void unmute() {
  if (maskwright_stderr < 0) return;
  dup2(maskwright_stderr, STDERR_FILENO);
  close(maskwright_stderr);
  maskwright_stderr = -1;
}
