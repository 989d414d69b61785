const BEGIN = 200;
const STEP = 100;
const PRECISION = 25;
/** Beyond this nothing here comes near: the search ends. */
const CEILING = 2_000;

type IsHeld = (perSecond: number) => Promise<boolean>;

/** The highest rate that is held: up in steps until one is not, then in halves. 0 when none is. */
export async function highestRate(isHeld: IsHeld): Promise<number> {
  let [held, tooHigh] = [0, BEGIN];
  while (tooHigh < CEILING && (await isHeld(tooHigh))) [held, tooHigh] = [tooHigh, tooHigh + STEP];
  while (tooHigh - held > PRECISION) {
    const middle = Math.round((held + tooHigh) / 2);
    if (await isHeld(middle)) held = middle;
    else tooHigh = middle;
  }
  return held;
}
