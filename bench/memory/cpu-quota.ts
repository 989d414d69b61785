import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html: "At 1,769 MB, … one vCPU". */
const MB_PER_CPU = 1_769;
/** Lambda does not say in how short periods it holds a function to its share. */
const PERIOD_US = 20_000;

/** The files of a group that hold its quota, and what to write there for so many microseconds. */
type QuotaFiles = Readonly<Record<string, (us: number) => string>>;

/** How the two versions of control groups are told a quota: microseconds of computing in each period. */
const versions: readonly { readonly parent: string; readonly files: QuotaFiles }[] = [
  {
    parent: '/sys/fs/cgroup/cpu',
    files: { 'cpu.cfs_period_us': () => `${PERIOD_US}`, 'cpu.cfs_quota_us': (us) => `${us}` },
  },
  {
    parent: '/sys/fs/cgroup',
    files: { 'cpu.max': (us) => `${us} ${PERIOD_US}` },
  },
];

/**
 * A group of processes that together may compute no more than a Lambda function of some memory. The memory itself is
 * not limited.
 */
export class CpuQuota implements Disposable {
  readonly #directory: string;
  readonly #files: QuotaFiles;

  /** Undefined where there are no control groups, or where we may not make one. */
  static make(): CpuQuota | undefined {
    for (const { parent, files } of versions) {
      const directory = join(parent, `checkout-webhooks-${process.pid}`);
      const made = existsSync(parent) && isMade(directory);
      if (made && Object.keys(files).every((file) => existsSync(join(directory, file))))
        return new CpuQuota(directory, files);
      if (made) rmdirSync(directory);
    }
    return undefined;
  }

  private constructor(directory: string, files: QuotaFiles) {
    this.#directory = directory;
    this.#files = files;
  }

  /** From now on the group computes like a function of so much memory. */
  likeMemory(megabytes: number): void {
    const us = Math.round((megabytes / MB_PER_CPU) * PERIOD_US);
    for (const [file, text] of Object.entries(this.#files))
      writeFileSync(join(this.#directory, file), text(us));
  }

  /** Takes a process in, with all its threads. */
  add(pid: number): void {
    writeFileSync(join(this.#directory, 'cgroup.procs'), String(pid));
  }

  /** The processes must be gone. */
  [Symbol.dispose](): void {
    rmdirSync(this.#directory);
  }
}

function isMade(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch {
    return false;
  }
}
