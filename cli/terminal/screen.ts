import { styleText } from 'node:util';
import { wrapped } from './fit-text.ts';

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

/** How to fit a text on a terminal. */
export interface Fit {
  /** In columns. */
  readonly width: number;
  /** Milliseconds since the epoch, to tell how long ago a time was. */
  readonly now: number;
}

/** How to fit the result of a command on the terminal. Undefined in a pipe, and with `--full`: there, all is whole. */
export function fitOf(full?: true): Fit | undefined {
  const { isTTY, columns } = process.stdout;
  return isTTY && columns > 0 && !full ? { width: columns, now: Date.now() } : undefined;
}

/** Prints the result of a command, in one or more lines. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints the result as one JSON document. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** Prints a remark on standard error, so that it never gets into a pipe. */
export const note = (text: string): void => {
  process.stderr.write(`${paintFor(process.stderr)('dim', onStderr(text))}\n`);
};

/** Breaks a sentence at its spaces, so that it fits on the terminal. */
export const onStderr = (text: string): string =>
  wrapped(text, process.stderr.isTTY ? process.stderr.columns : undefined);
