import * as z from 'zod';

const Template = z.object({
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      DeletionPolicy: z.string().optional(),
      Properties: z.looseObject({ QueueName: z.unknown().optional() }).optional(),
    }),
  ),
});

/** The forms of conditions in our templates. They compare settings, which are texts in the template. */
const Equals = z.strictObject({ 'Fn::Equals': z.tuple([z.string(), z.string()]) });
const Not = z.strictObject({ 'Fn::Not': z.tuple([z.unknown()]) });
const And = z.strictObject({ 'Fn::And': z.array(z.unknown()) });
const Named = z.strictObject({ Condition: z.string() });
const AnyCondition = z.union([Equals, Not, And, Named]);

/**
 * Returns the names of the queues that a deployment would create or keep, and that outlive its stack. Queues that a
 * setting leaves out are not among them.
 *
 * @param compiled the compiled template
 * @throws ZodError when a condition has another form
 */
export function retainedQueues(compiled: unknown): readonly string[] {
  const { Conditions, Resources } = Template.parse(compiled);
  const names: string[] = [];
  for (const { Type, Condition, DeletionPolicy, Properties } of Object.values(Resources)) {
    if (Type !== 'AWS::SQS::Queue' || DeletionPolicy === undefined) continue;
    if (Condition !== undefined && !holds(Conditions, { Condition })) continue;
    names.push(z.string().parse(Properties?.QueueName));
  }
  return names;
}

function holds(conditions: Readonly<Record<string, unknown>>, condition: unknown): boolean {
  const form = AnyCondition.parse(condition);
  if ('Condition' in form) return holds(conditions, conditions[form.Condition]);
  if ('Fn::Not' in form) return !holds(conditions, form['Fn::Not'][0]);
  if ('Fn::And' in form) return form['Fn::And'].every((each) => holds(conditions, each));
  const [left, right] = form['Fn::Equals'];
  return left === right;
}
