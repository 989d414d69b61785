import type { RowChange } from '../../lib/app/publish/publish-changes.ts';
import { everyCourse } from './every-course.ts';
import { type CourseCheck, judgePublishing } from './judge-publishing.ts';
import type { Merchant } from './merchant.ts';
import { type Publisher, runPublisher } from './publishing-world.ts';

/** A publisher, and the merchant who receives what it publishes: by default one who follows the documentation. */
export interface Pair extends Publisher {
  readonly merchant?: Merchant;
}

export interface Explored {
  readonly courses: number;
  /** Each promise that some course broke. */
  readonly broken: readonly CourseCheck[];
}

/** Runs every course that publishing a stream can take with up to this many faults. */
export async function explorePublishing(
  pair: Pair,
  stream: readonly RowChange[],
  mostFaults: number,
): Promise<Explored> {
  const broken = new Set<CourseCheck>();
  const courses = await everyCourse(async (choose) => {
    const outcome = await runPublisher(pair, stream, choose, mostFaults);
    const check = judgePublishing(stream, outcome, pair.merchant);
    if (check) broken.add(check);
  });
  return { courses, broken: [...broken] };
}
