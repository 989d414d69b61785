import { razorpay } from '../../../lib/providers/razorpay.ts';

export const SECONDS = 1_567_674_606;
export const ORDER = 'order_DESlLckIVRkHWj';
export const [lifecycle = {}] = Object.values(razorpay.lifecycles);

export const parse = (body: unknown) => razorpay.parse(Buffer.from(JSON.stringify(body)), {});
export const aboutPayment = (event: string, payment: object = {}, created_at: unknown = SECONDS) =>
  parse({
    event,
    created_at,
    payload: { payment: { entity: { id: 'pay_1', order_id: ORDER, ...payment } } },
  });
