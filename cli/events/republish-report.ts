import type { CheckoutKey } from '../../lib/checkout/checkout-event.ts';
import type { ChangeEvent } from '../../lib/events/change-event.ts';
import { withoutUndefined } from '../../lib/values/without-undefined.ts';
import { CommandFailure } from '../failure/command-failure.ts';
import { describeFault } from '../failure/describe-fault.ts';
import type { Target } from '../stage/target.ts';
import { counted } from '../terminal/counted.ts';
import { ProgressBar } from '../terminal/progress-bar.ts';
import { note, print } from '../terminal/screen.ts';
import type { ListedKey, RowFilter } from './list-keys.ts';
import type { Republished, RowOutcome } from './republish-rows.ts';

interface ReportOptions extends RowFilter {
  readonly json?: true;
}

/** Reports a run: a progress bar or a line of JSON for each row, and a summary that says how to go on. */
export class RepublishReport {
  readonly #target: Target;
  readonly #listed: readonly ListedKey[];
  readonly #options: ReportOptions;
  readonly #progress: ProgressBar;
  #rows = 0;

  constructor(target: Target, listed: readonly ListedKey[], options: ReportOptions) {
    this.#target = target;
    this.#listed = listed;
    this.#options = options;
    this.#progress = new ProgressBar(listed.length);
  }

  row(key: CheckoutKey, outcome: RowOutcome, event: ChangeEvent | undefined): void {
    this.#rows += 1;
    this.#progress.show(this.#rows);
    if (!this.#options.json) return;
    const published = event && { eventId: event.id, sequence: event.sequence, state: event.data.state };
    print(JSON.stringify({ ...key, outcome, ...published }));
  }

  /** @throws CommandFailure if the run was interrupted, or a row could not be published */
  end({ counts, next, fault }: Republished, isInterrupted: boolean): void {
    this.#progress.end();
    const { published, gone, unreadable } = counts;
    const first = this.#listed[next];
    const left = this.#listed.length - this.#rows;
    if (this.#options.json)
      print(JSON.stringify(withoutUndefined({ ...counts, left, cursor: first?.cursor })));
    else print(`${counted(published, 'checkout')} published.`);
    if (gone > 0) note(`${counted(gone, 'checkout')} deleted meanwhile.`);
    if (unreadable > 0)
      note(
        `${counted(unreadable, 'checkout')} written by a newer version, and not published. Use the command of that version.`,
      );
    if (first === undefined && fault === undefined) return;
    const rest = `${left} left.${this.#howToGoOn(first)}`;
    if (fault !== undefined) {
      const { code, message } = describeFault(this.#target, fault);
      throw new CommandFailure(code, `${message} ${rest}`, { cause: fault });
    }
    if (isInterrupted) throw new CommandFailure('interrupted', `Interrupted. ${rest}`);
  }

  /** Rows of the page where it stopped may be published twice, which is harmless. */
  #howToGoOn(first: ListedKey | undefined): string {
    if (first === undefined) return '';
    if (first.cursor === undefined) return ` Run the command again, from ${first.key.checkoutId} on.`;
    // A command to copy must not be broken into lines.
    if (!this.#options.json) process.stderr.write(`${this.#nextCommand(first.cursor)}\n`);
    return ' Go on with --cursor.';
  }

  #nextCommand(cursor: string): string {
    const { state, provider, since } = this.#options;
    const words = [`--cursor ${cursor}`];
    if (state !== undefined) words.push(`--state ${state}`);
    if (provider !== undefined) words.push(`--provider ${provider}`);
    if (since !== undefined) words.push(`--since ${since}`);
    return `npx checkout-webhooks republish ${words.join(' ')}${this.#target.suffix}`;
  }
}
