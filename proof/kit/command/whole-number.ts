/** Returns the number that an option gives. @throws RangeError when it is not a whole number from 0 up */
export function wholeNumber(option: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new RangeError(`${option} must be a whole number, not ${JSON.stringify(text)}.`);
}
