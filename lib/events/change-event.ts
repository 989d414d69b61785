import * as z from 'zod/mini';
import { CheckoutState } from '../checkout/state.ts';
import type { PreviousRow } from '../checkout/transition.ts';
import type { DetailsView } from '../checkout/view.ts';

/** The version of `data`. Fields are only added to it. A field that changes or goes needs a new version. */
export const DATA_SCHEMA = 'urn:checkout-webhooks:checkout:1';

/** A checkout right after a change. Every field is always present. */
interface ChangeData extends DetailsView {
  readonly checkoutId: string;
  readonly provider: string;
  /** Our word. */
  readonly state: CheckoutState;
  /** The provider's word. */
  readonly status: string;
  readonly final: boolean;
  /** When the state began (UTC). */
  readonly since: string;
  /** The kinds of what waits for a person; empty when nothing does. A newer version may add kinds. */
  readonly attention: readonly string[];
  /**
   * The row before this change, null if the change began it, or if the event was republished. Its state is the state of the event before. Its status may
   * be later than the status of that event, because a change within a state has no event.
   */
  readonly previous: PreviousRow | null;
}

/** What the merchant receives about one change of a checkout: a CloudEvent 1.0. */
export interface ChangeEvent {
  readonly specversion: '1.0';
  /** Names the change. It is the same each time that the change is sent. */
  readonly id: string;
  /** Names the checkout, so that `sequence` counts within it. */
  readonly source: string;
  readonly type: `checkout.${CheckoutState | 'attention'}`;
  /** When the state began, or for `checkout.attention` when the latest cause of the change was received (UTC). */
  readonly time: string;
  /** The id of the checkout. */
  readonly subject: string;
  /**
   * Text of ten digits that grows with every change of the checkout, not always by one. A receiver applies an event if
   * its sequence is greater than the last one that it applied.
   */
  readonly sequence: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: typeof DATA_SCHEMA;
  /** Whether an operator had the state of the row sent again. Then no change has the id, and `previous` is null. */
  readonly republished: boolean;
  readonly data: ChangeData;
}

const textOrNull = z.nullable(z.string());
const utcTime = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));

const DataSchema = z.object({
  checkoutId: z.string(),
  provider: z.string(),
  state: CheckoutState,
  status: z.string(),
  final: z.boolean(),
  since: utcTime,
  amount: textOrNull,
  currency: textOrNull,
  amountReceived: textOrNull,
  currencyReceived: textOrNull,
  reference: textOrNull,
  transactionHash: textOrNull,
  rawAmount: textOrNull,
  rawCurrency: textOrNull,
  attention: z.array(z.string()),
  previous: z.nullable(z.object({ state: CheckoutState, status: z.string() })),
});

/** The form of an event, for checks and for the JSON Schema in the documentation. */
export const ChangeEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string().check(z.regex(/^evt_[\w-]{22}$/)),
  source: z.string().check(z.regex(/^urn:checkout-webhooks:/)),
  type: z.templateLiteral(['checkout.', z.enum([...CheckoutState.options, 'attention'])]),
  time: utcTime,
  subject: z.string(),
  sequence: z.string().check(z.regex(/^\d{10,}$/)),
  datacontenttype: z.literal('application/json'),
  dataschema: z.literal(DATA_SCHEMA),
  republished: z.boolean(),
  data: DataSchema,
}) satisfies z.ZodMiniType<ChangeEvent>;
