import * as z from 'zod';
import type { DeployedService } from './deployed-service.ts';

/** One action on one resource that a role allows. */
export interface Permission {
  /** The function, the action and the resource, for example `ingest sqs:SendMessage deliveries`. */
  readonly name: string;
  readonly action: string;
  readonly resource: string;
}

const listOf = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Policy = z.object({
  PolicyDocument: z.object({
    Statement: z.array(z.object({ Effect: z.literal('Allow'), Action: listOf, Resource: listOf })),
  }),
});
const Configuration = z.object({ Role: z.string() });

/** The policy of the role of a deployed function. */
export class RolePolicy {
  static async read(service: DeployedService, functionName: string): Promise<RolePolicy> {
    const name = `${service.stackName}-${functionName}`;
    const { Role } = Configuration.parse(
      await service.aws('lambda', 'get-function-configuration', '--function-name', name),
    );
    const roleName = Role.split('/').at(-1) ?? '';
    const command = ['iam', 'get-role-policy', '--role-name', roleName, '--policy-name', functionName];
    const { Statement } = Policy.parse(await service.aws(...command)).PolicyDocument;
    const permissions: Permission[] = [];
    for (const { Action, Resource } of Statement)
      for (const action of Action)
        for (const resource of Resource)
          permissions.push({
            name: `${functionName} ${action} ${shortened(resource, service)}`,
            action,
            resource,
          });
    return new RolePolicy(service, roleName, functionName, permissions);
  }

  readonly permissions: readonly Permission[];
  readonly #service: DeployedService;
  readonly #roleName: string;
  readonly #policyName: string;

  private constructor(
    service: DeployedService,
    roleName: string,
    policyName: string,
    permissions: readonly Permission[],
  ) {
    this.#service = service;
    this.#roleName = roleName;
    this.#policyName = policyName;
    this.permissions = permissions;
  }

  /** Writes the policy with only some of its permissions. */
  async write(isKept: (permission: Permission) => boolean): Promise<void> {
    const Statement: object[] = [];
    for (const permission of this.permissions) {
      if (!isKept(permission)) continue;
      Statement.push({ Effect: 'Allow', Action: permission.action, Resource: permission.resource });
    }
    await this.#service.aws(
      ...['iam', 'put-role-policy', '--role-name', this.#roleName, '--policy-name', this.#policyName],
      ...['--policy-document', JSON.stringify({ Version: '2012-10-17', Statement })],
    );
  }
}

/** Returns the part of a resource's name that is its own. */
function shortened(arn: string, { stackName, stage }: DeployedService): string {
  if (arn.endsWith(`:table/${stackName}`)) return 'table';
  return arn.split(`${stackName}-`).at(-1)?.split(`/checkout-webhooks/${stage}/`).at(-1) ?? arn;
}
