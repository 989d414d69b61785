import type { RouteDefinition } from '../../service/route-definition.ts';

export interface FoundRoute {
  readonly route: RouteDefinition;
  /** By name, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route of a request; undefined when there is none. A path matches as a whole: API Gateway does not take
 * `/webhooks/inqud/` for `/webhooks/inqud`, nor `/Webhooks`.
 *
 * @param path decoded, as HTTP APIs look at it
 */
export function findRoute(
  routes: readonly RouteDefinition[],
  method: string,
  path: string,
): FoundRoute | undefined {
  for (const route of routes) {
    const pathParameters =
      route.method === method || route.method === 'ANY' ? match(route.path, path) : undefined;
    if (pathParameters) return { route, pathParameters };
  }
  return undefined;
}

function match(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== text : text === '') return undefined;
    if (name !== undefined) parameters[name] = text;
  }
  return parameters;
}
