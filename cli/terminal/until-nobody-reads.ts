/**
 * Runs work that must clean up also when a reader such as `head` closes the pipe. Then its signal aborts, instead of the
 * process ending at once.
 */
export async function untilNobodyReads<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { stdout } = process;
  const before = stdout.rawListeners('error');
  const stop = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    controller.abort();
  };
  stdout.removeAllListeners('error').on('error', stop);
  try {
    return await work(controller.signal);
  } finally {
    stdout.off('error', stop);
    for (const listener of before) stdout.on('error', (error) => listener(error));
  }
}
