import type { FunctionEntry } from './service-file.ts';

/** A route of the HTTP API. */
export interface RouteDefinition {
  /** As in the event: `POST /webhooks/{provider}`. */
  readonly routeKey: string;
  readonly method: string;
  readonly path: string;
  readonly functionKey: string;
}

/** Returns the routes that lead to a function. */
export function routeDefinitions(functionKey: string, entry: FunctionEntry): readonly RouteDefinition[] {
  const routes: RouteDefinition[] = [];
  for (const { httpApi } of entry.events) {
    if (httpApi === undefined) continue;
    const text = typeof httpApi === 'string' ? httpApi : `${httpApi.method} ${httpApi.path}`;
    const [declaredMethod = '', path = ''] = text.split(/\s+/);
    const method = declaredMethod.toUpperCase();
    routes.push({ routeKey: `${method} ${path}`, method, path, functionKey });
  }
  return routes;
}
