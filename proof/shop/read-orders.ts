import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { viewFound } from '../../lib/app/read-checkouts.ts';
import { foundCheckoutFrom } from '../../lib/aws/dynamodb/checkout-item.ts';
import type { CheckoutView } from '../../lib/checkout/view.ts';
import { findProvider } from '../../lib/providers/registry.ts';
import { localClient } from '../../local/emulators/local-client.ts';
import { projectDirectory } from '../../service/project-directory.ts';
import { readServiceDefinition } from '../../service/service-definition.ts';
import type { JudgedOrder, ShownOrder } from './judge-shop.ts';
import type { PlannedOrder } from './order-plan.ts';
import type { ShopStack } from './shop-stack.ts';

/** Reads what the row, the shop and the carrier say about each order. @throws Error when the shop does not answer */
export async function readOrders(
  orders: readonly PlannedOrder[],
  { shopUrl, dynamodbEndpoint, carrier }: ShopStack,
): Promise<readonly JudgedOrder[]> {
  const answer = await fetch(`${shopUrl}/orders`);
  const all: readonly ShownOrder[] = JSON.parse(await answer.text());
  const shownById = new Map(all.map((shown) => [shown.id, shown]));
  const rows = await readRows(dynamodbEndpoint);
  return orders.map((order) => {
    const shown = shownById.get(order.id);
    if (!shown) throw new Error(`The shop has lost ${order.id}.`);
    return {
      order,
      row: rows.get(order.checkoutId),
      shown,
      parcels: carrier.parcels.get(order.id)?.size ?? 0,
    };
  });
}

async function readRows(dynamodbEndpoint: string): Promise<ReadonlyMap<string, CheckoutView>> {
  const { tables, region } = readServiceDefinition(projectDirectory);
  const TableName = Object.values(tables)[0]?.input.TableName;
  const client = new DynamoDBClient(localClient(dynamodbEndpoint, region));
  try {
    const rows = new Map<string, CheckoutView>();
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
      for (const item of Items) {
        const view = viewFound(foundCheckoutFrom(item), findProvider);
        rows.set(view.checkoutId, view);
      }
    }
    return rows;
  } finally {
    client.destroy();
  }
}
