import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Puts color on a text, or leaves it as it is. */
export type Paint = (format: Format, text: string) => string;

/** For anything that is not a terminal. */
export const plain: Paint = (_format, text) => text;

/** Color on a terminal only; NO_COLOR and FORCE_COLOR are respected (`styleText` looks at all three). */
export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (format, text) =>
    styleText(format, text, { stream });

export const paint: Paint = paintFor(process.stdout);

/** One line, or several, for people or for the next program. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Exactly one JSON document: what `--json` promises. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** A remark beside the answer, on standard error so that it never gets into a pipe. */
export const note = (text: string): void => {
  process.stderr.write(`${paintFor(process.stderr)('dim', text)}\n`);
};
