/** The number that an option says. @throws RangeError when it is none, or has a fraction or a sign */
export function wholeNumber(option: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new RangeError(`${option} must be a whole number, not ${JSON.stringify(text)}.`);
}
