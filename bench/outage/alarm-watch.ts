import type { AlarmName, AlarmRule } from './deployed-queues.ts';

const MINUTE = 60;

/** The first second in which an alarm was on and the last, from the beginning of the outage. */
export interface AlarmTime {
  readonly from: number;
  readonly until: number;
}

/** The values of the alarms' metrics for one minute. */
export type MinuteValues = Readonly<Record<AlarmName, number>>;

/** Evaluates the alarms each minute, as CloudWatch does. */
export class AlarmWatch {
  readonly times = new Map<AlarmName, AlarmTime>();
  readonly #rules: Readonly<Record<AlarmName, AlarmRule>>;
  readonly #minutes: MinuteValues[] = [];

  constructor(rules: Readonly<Record<AlarmName, AlarmRule>>) {
    this.#rules = rules;
  }

  /** @param now seconds, at the end of the minute */
  evaluate(now: number, values: MinuteValues): void {
    this.#minutes.push(values);
    const names: readonly AlarmName[] = ['message-failures', 'queue-age', 'dead-letters', 'dead-letter-age'];
    for (const name of names) {
      if (!this.#isOn(name)) continue;
      const from = this.times.get(name)?.from ?? now;
      this.times.set(name, { from, until: now });
    }
  }

  /** The failures of a period are added up. Of everything else, each period has the highest value. */
  #isOn(name: AlarmName): boolean {
    const { threshold, periodSeconds, periods } = this.#rules[name];
    const perPeriod = periodSeconds / MINUTE;
    if (this.#minutes.length < perPeriod * periods && name !== 'message-failures') return false;
    for (let period = 0; period < periods; period += 1) {
      const end = this.#minutes.length - period * perPeriod;
      const values = this.#minutes.slice(Math.max(0, end - perPeriod), end).map((minute) => minute[name]);
      const value = name === 'message-failures' ? values.reduce((a, b) => a + b, 0) : Math.max(0, ...values);
      if (value < threshold) return false;
    }
    return true;
  }
}
