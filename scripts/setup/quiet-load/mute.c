// TensorFlow writes two lines to standard error while it is loaded, before any log level is heard. This library is
// loaded before it and sends standard error nowhere; the bridge, loaded after it, brings it back (unmute.cc).
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int maskwright_stderr = -1;

__attribute__((constructor)) static void mute(void) {
  const char *level = getenv("TF_CPP_MIN_LOG_LEVEL");
  if (level == NULL || atoi(level) < 1) return;
  int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  maskwright_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (maskwright_stderr >= 0) dup2(nowhere, STDERR_FILENO);
  close(nowhere);
}
