/** The company that brings the parcels. */
export interface Carrier {
  /**
   * Orders a parcel, once for each order: the same id is the same parcel.
   * @returns the carrier's number of the parcel
   * @throws Error when it is not known whether there is one: ask again
   */
  ship(orderId: string): Promise<string>;
}

const TIME_LIMIT_MS = 10_000;

/** Opens the carrier's API. @param url for example `http://127.0.0.1:8090` */
export const openCarrier = (url: string): Carrier => ({
  ship: async (orderId) => {
    const response = await fetch(`${url}/parcels`, {
      method: 'POST',
      headers: { 'idempotency-key': orderId, 'content-type': 'application/json' },
      body: JSON.stringify({ orderId }),
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    if (!response.ok) throw new Error(`The carrier answered ${response.status}.`);
    return response.text();
  },
});
