import { type ChangeEvent, ChangeEventSchema } from '../../../lib/events/change-event.ts';
import { shortenedTo } from '../../terminal/fit-text.ts';
import { printable } from '../../terminal/printable.ts';
import type { Fit, Paint } from '../../terminal/screen.ts';
import { textWidth } from '../../terminal/text-width.ts';
import { money } from '../money.ts';
import { stateText } from '../state-color.ts';

const GAP = '  ';
const TYPE_WIDTH = 'processing'.length;
const NARROWEST_ID = 9;

/**
 * An event in one line: when it came (UTC), what has changed, and of which checkout.
 * @param body as it was published; one that this version cannot read is shown as it is
 */
export function eventLine(body: string, at: Date, paint: Paint, fit: Fit | undefined): string {
  const event = parsed(body);
  const time = at.toISOString().slice('yyyy-mm-ddT'.length, 'yyyy-mm-ddThh:mm:ss'.length);
  if (!event) return shortened(`${time}${GAP}${printable(body)}`, fit);
  const type =
    event.type === 'checkout.attention' ? paint('red', 'attention') : stateText(event.data.state, paint);
  const begin = `${time}${GAP}${type}${' '.repeat(Math.max(0, TYPE_WIDTH - textWidth(type)))}`;
  return fitted(begin, printable(event.subject), partsOf(event, paint), fit);
}

function parsed(body: string): ChangeEvent | undefined {
  try {
    return ChangeEventSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** What is said about the checkout, the most important first. */
function partsOf({ type, data, republished }: ChangeEvent, paint: Paint): readonly string[] {
  const parts: string[] = [];
  const isAttention = type === 'checkout.attention';
  if (data.attention.length > 0) parts.push(paint('red', printable(data.attention.join(', '))));
  else if (isAttention) parts.push('resolved');
  if (isAttention) parts.push(stateText(data.state, paint));
  if (republished) parts.push('republished');
  parts.push(data.provider);
  const amount = money(data);
  if (amount !== undefined) parts.push(amount);
  return parts;
}

/** Leaves out the last parts until the rest fits beside a short id. */
function fitted(begin: string, id: string, parts: readonly string[], fit: Fit | undefined): string {
  const rest = parts.map((part) => GAP + part).join('');
  if (!fit) return `${begin}${GAP}${id}${rest}`;
  const room = fit.width - textWidth(begin) - GAP.length - textWidth(rest);
  if (room >= Math.min(NARROWEST_ID, textWidth(id))) return `${begin}${GAP}${shortenedTo(room, id)}${rest}`;
  if (parts.length === 0) return shortened(`${begin}${GAP}${id}`, fit);
  return fitted(begin, id, parts.slice(0, -1), fit);
}

const shortened = (line: string, fit: Fit | undefined): string => (fit ? shortenedTo(fit.width, line) : line);
