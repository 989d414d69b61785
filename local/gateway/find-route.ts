import type { RouteDefinition } from '../../service/route-definition.ts';

export interface FoundRoute {
  readonly route: RouteDefinition;
  /** By name, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Returns the route of a request, or undefined if there is none. The whole path must match: for API Gateway, neither
 * `/webhooks/inqud/` nor `/Webhooks/inqud` is `/webhooks/inqud`.
 *
 * @param path decoded, because HTTP APIs match decoded paths
 */
export function findRoute(
  routes: readonly RouteDefinition[],
  method: string,
  path: string,
): FoundRoute | undefined {
  for (const route of routes) {
    if (route.method !== method && route.method !== 'ANY') continue;
    const pathParameters = match(route.path, path);
    if (pathParameters) return { route, pathParameters };
  }
  return undefined;
}

function match(template: string, path: string): Record<string, string> | undefined {
  const expected = template.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const text = actual[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const matches = name === undefined ? part === text : text !== '';
    if (!matches) return undefined;
    if (name !== undefined) parameters[name] = text;
  }
  return parameters;
}
