import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { answerLines } from '../../../cli/render/answer-lines.ts';
import { checkoutList } from '../../../cli/render/checkout-list.ts';
import { checkoutSheet } from '../../../cli/render/checkout-sheet.ts';
import { printable } from '../../../cli/terminal/printable.ts';
import { type Paint, plain } from '../../../cli/terminal/screen.ts';
import { table } from '../../../cli/terminal/table.ts';
import { checkoutView, entryView } from './checkout-view-builder.ts';

describe('table', () => {
  it('aligns columns under their headings and leaves no spaces at the end', () => {
    expect(
      table(
        ['A', 'LONGER'],
        [
          ['wide cell', 'x'],
          ['', 'y'],
        ],
        plain,
      ),
    ).toBe(['A          LONGER', 'wide cell  x', '           y'].join('\n'));
  });

  it('counts columns of the screen, where a wide character takes two and color none', () => {
    const starred: Paint = (_format, text) => `\u001b[1m${text}\u001b[22m`;
    const rows = [
      ['支払い方法', '|'],
      ['abc', '|'],
      [starred('red', 'de'), '|'],
    ];
    const lines = table(['A', '|'], rows, starred).split('\n');
    const columns = lines.map((line) => stringWidth(line.split('|')[0] ?? ''));
    expect(columns).toEqual([12, 12, 12, 12]);
  });
});

describe('printable', () => {
  it.each([
    ['an escape sequence', '\u001b[2Jgone', '\\u{1b}[2Jgone'],
    ['an escape sequence of one character', '\u009b31mred', '\\u{9b}31mred'],
    ['a line break', 'one\nSUCCESS', 'one\\u{a}SUCCESS'],
    ['a mark that reverses the text', 'abc\u202ecba', 'abc\\u{202e}cba'],
  ])('shows %s instead of letting it act', (_case, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('does not change text in other scripts', () => {
    expect(printable('Größe 支払い \u{1f600}')).toBe('Größe 支払い \u{1f600}');
  });
});

describe('checkoutSheet', () => {
  it('shows the state and the details, then the history', () => {
    const sheet = checkoutSheet(
      checkoutView({
        status: 'SUCCESS',
        state: 'succeeded',
        final: true,
        amount: '100.25',
        currency: 'USD',
        reference: 'order-17',
        history: [
          entryView(),
          entryView({ status: 'SUCCESS', state: 'succeeded', eventId: 'evt_1', updatedAt: null }),
        ],
      }),
      plain,
    );
    expect(`\n${sheet}\n`).toBe(`
CCO-1 (inqud)

state        succeeded, final, since 2026-01-01 10:00:00.120 UTC
status       SUCCESS
amount       100.25 USD
reference    order-17
transaction  -
attention    none

STATUS   STATE      OUTCOME   PROVIDER'S TIME (UTC)    RECEIVED (UTC)           EVENT
NEW      pending    advanced  2026-01-01 10:00:00.120  2026-01-01 10:00:01.000  aaaaaaaaaaaa…
SUCCESS  succeeded  advanced  -                        2026-01-01 10:00:01.000  evt_1
`);
  });

  it('shows what it was claimed for, on the sheet and beside what needs attention', () => {
    const claims = [{ purpose: 'ship', at: '2026-01-02T03:04:05.678Z' }];
    const attention = [{ kind: 'conflict', reason: 'Both.' }] as const;
    const view = checkoutView({ claims, attention });
    expect(checkoutSheet(view, plain)).toMatch(/^claimed +for ship, 2026-01-02 03:04:05(\.678)? UTC$/m);
    expect(checkoutList([view], plain)).toContain('conflict, claimed: ship');
    expect(checkoutList([checkoutView({ claims })], plain)).not.toContain('claimed');
  });

  it('shows each reason for attention on a line', () => {
    const attention = [
      { kind: 'conflict', reason: 'The provider reported both SUCCESS and EXPIRED.' },
      { kind: 'unknown_status', reason: "Not in the provider's lifecycle: X." },
    ] as const;
    const lines = checkoutSheet(checkoutView({ attention }), plain).split('\n');
    expect(lines).toContain('attention    conflict: The provider reported both SUCCESS and EXPIRED.');
    expect(lines).toContain("attention    unknown_status: Not in the provider's lifecycle: X.");
  });

  it('makes every text from a webhook safe for the terminal', () => {
    const evil = '\u001b[2J';
    const sheet = checkoutSheet(
      checkoutView({
        checkoutId: evil,
        status: evil,
        amount: evil,
        currency: evil,
        reference: evil,
        transactionHash: evil,
        attention: [{ kind: 'unknown_status', reason: evil }],
        history: [entryView({ status: evil, eventId: evil })],
      }),
      plain,
    );
    expect(sheet).not.toContain('\u001b');
  });
});

describe('checkoutList', () => {
  it('has one line per checkout, with the kinds of attention', () => {
    const list = checkoutList(
      [
        checkoutView({ attention: [{ kind: 'review', reason: 'CONFLICT' }], amount: '5' }),
        checkoutView({ checkoutId: 'CCO-2', reference: 'order \u001b[2J' }),
      ],
      plain,
    );
    expect(`\n${list}\n`).toBe(`
CHECKOUT  PROVIDER  STATE    STATUS  SINCE (UTC)              AMOUNT  REFERENCE        ATTENTION
CCO-1     inqud     pending  NEW     2026-01-01 10:00:00.120  5       -                review
CCO-2     inqud     pending  NEW     2026-01-01 10:00:00.120  -       order \\u{1b}[2J  -
`);
  });
});

describe('answerLines', () => {
  it("shows the service's answer in words", () => {
    const body = { code: 'queued', message: 'It is queued.', id: 'm-1' };
    expect(answerLines({ status: 200, body }, plain)).toBe('200 queued: It is queued.\n    queued as m-1');
  });

  it('shows any other answer, shortened and safe for the terminal', () => {
    const page = `<html>\u001b[2J${'x'.repeat(500)}`;
    const shown = answerLines({ status: 502, body: page }, plain);
    expect(shown).toMatch(/^502 <html>\\u\{1b\}\[2Jx+$/);
    expect(shown.length).toBeLessThan(220);
  });
});
