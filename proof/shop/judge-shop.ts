import type { CheckoutView } from '../../lib/checkout/view.ts';
import type { PlannedOrder } from './order-plan.ts';

/** An order as the shop itself shows it. */
export interface ShownOrder {
  readonly id: string;
  readonly state: string | null;
  readonly parcel: string | null;
  readonly contradicted: boolean;
}

/** What is known of one order at the end of a run. */
export interface JudgedOrder {
  readonly order: PlannedOrder;
  /** The row of its checkout; undefined if no webhook about it was sent. */
  readonly row: CheckoutView | undefined;
  readonly shown: ShownOrder;
  /** How many parcels the carrier made. */
  readonly parcels: number;
}

export interface ShopVerdict {
  readonly counts: Readonly<Record<string, number>>;
  /** A sentence about each order that was treated wrongly. */
  readonly findings: readonly string[];
}

const PRICE = '100.25';

/** Whether the row says that the order may be shipped. */
const isPaid = ({ order, row }: Pick<JudgedOrder, 'order' | 'row'>): boolean =>
  row?.state === 'succeeded' && row.attention.length === 0 && hasPrice(order);

/** All webhooks are about the same price. */
const hasPrice = ({ amount }: PlannedOrder): boolean => Number(amount) === Number(PRICE);

/** Whether the provider ever reported success, and the price was that of the order. */
const wasPaid = ({ order, row }: JudgedOrder): boolean =>
  hasPrice(order) && row?.history.some(({ state }) => state === 'succeeded') === true;

const isClaimed = ({ row }: JudgedOrder): boolean =>
  row?.claims.some(({ purpose }) => purpose === 'ship') === true;

/** Counts how the orders were treated, and names every order that was treated wrongly. */
export function judgeShop(orders: readonly JudgedOrder[]): ShopVerdict {
  const counts = {
    orders: orders.length,
    'paid orders': 0,
    'shipped once': 0,
    'shipped twice': 0,
    'shipped unpaid': 0,
    'paid and not shipped': 0,
    'shipped, then contradicted': 0,
    'contradicted before they were shipped': 0,
  };
  const findings: string[] = [];
  for (const judged of orders) {
    const { order, row, shown, parcels } = judged;
    const isContradicted = (row?.attention.length ?? 0) > 0;
    if (isPaid(judged)) counts['paid orders'] += 1;
    if (parcels === 1) counts['shipped once'] += 1;
    if (parcels > 1) counts['shipped twice'] += 1;
    if (parcels > 0 && isContradicted) counts['shipped, then contradicted'] += 1;
    if (parcels === 0 && isContradicted) counts['contradicted before they were shipped'] += 1;
    if (parcels > 0 && !wasPaid(judged)) counts['shipped unpaid'] += 1;
    if (parcels === 0 && isPaid(judged)) counts['paid and not shipped'] += 1;
    for (const problem of problemsOf(judged))
      findings.push(`${order.id} (${order.fate}, ${row?.state}, ${shown.state}): ${problem}`);
  }
  return { counts, findings };
}

function problemsOf(judged: JudgedOrder): readonly string[] {
  const { row, shown, parcels } = judged;
  const problems: string[] = [];
  if (parcels > 1) problems.push(`shipped in ${parcels} parcels`);
  if (parcels > 0 && !wasPaid(judged)) problems.push('shipped and never paid');
  if (parcels > 0 && !isClaimed(judged)) problems.push('shipped without a claim');
  if (parcels === 0 && isPaid(judged)) problems.push('paid and not shipped');
  if (shown.state !== (row?.state ?? null)) problems.push('the shop has another state than the row');
  if (parcels === 1 && shown.parcel === null) problems.push('the shop does not know its parcel');
  const isOff = row !== undefined && (row.state !== 'succeeded' || row.attention.length > 0);
  if (parcels > 0 && shown.contradicted !== isOff) problems.push('the shop shows no contradiction');
  return problems;
}
