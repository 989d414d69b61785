import * as z from 'zod';
import { withPackagedService } from '../../scripts/template/packaged-service.ts';

const Resource = z.looseObject({
  Type: z.string(),
  Condition: z.string().optional(),
  Properties: z.looseObject({}).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
type Resource = z.infer<typeof Resource>;

const Node = z.record(z.string(), z.unknown());

const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Parameters: z.record(z.string(), z.unknown()).default({}),
});

/** The template that would be deployed, with access by logical id and by type. */
export class CompiledTemplate {
  readonly text: string;
  readonly #template: z.infer<typeof Template>;

  constructor(text: string) {
    this.text = text;
    this.#template = Template.parse(JSON.parse(text));
  }

  resource(logicalId: string): Resource {
    const resource = this.#template.Resources[logicalId];
    if (!resource) throw new Error(`The template has no resource ${logicalId}.`);
    return resource;
  }

  /** Returns the value at a path of property names; undefined where there is none. */
  property(logicalId: string, ...path: readonly string[]): unknown {
    let value: unknown = this.resource(logicalId).Properties;
    for (const name of path) value = Node.safeParse(value).data?.[name];
    return value;
  }

  /** Returns the resources of a type, with their logical ids. */
  ofType(type: string): readonly (readonly [string, Resource])[] {
    return Object.entries(this.#template.Resources).filter(([, resource]) => resource.Type === type);
  }

  /** The types of the resources, each once. */
  get types(): readonly string[] {
    return [...new Set(Object.values(this.#template.Resources).map(({ Type }) => Type))].toSorted();
  }

  get outputs(): readonly string[] {
    return Object.keys(this.#template.Outputs);
  }

  /** Returns the value of an output; undefined when there is none. */
  output(name: string): unknown {
    return this.#template.Outputs[name]?.Value;
  }

  /** Returns a condition; undefined when there is none. */
  condition(name: string): unknown {
    return this.#template.Conditions[name];
  }

  /** The names of the parameters of the stack. */
  get parameters(): readonly string[] {
    return Object.keys(this.#template.Parameters);
  }
}

/**
 * Packages the service as a deployment would, which takes about three seconds.
 * @param args such as `--stage prod`
 * @param files to add to the service, such as `stages/prod.yml`
 */
export const compileTemplate = (
  args: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): Promise<CompiledTemplate> =>
  withPackagedService(args, ({ template }) => new CompiledTemplate(template), files);
