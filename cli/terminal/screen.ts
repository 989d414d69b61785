import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Formats a text, or returns it unchanged. */
export type Paint = (format: Format, text: string) => string;

/** Returns the text unchanged. */
export const plain: Paint = (_format, text) => text;

/** Formats text only if the stream is a terminal. `styleText` also respects NO_COLOR and FORCE_COLOR. */
export const paintFor =
  (stream: NodeJS.WriteStream): Paint =>
  (format, text) =>
    styleText(format, text, { stream });

export const paint: Paint = paintFor(process.stdout);

/** Prints the result of a command, in one or more lines. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints the result as one JSON document. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** Prints a remark on standard error, so that it never gets into a pipe. */
export const note = (text: string): void => {
  process.stderr.write(`${paintFor(process.stderr)('dim', text)}\n`);
};
