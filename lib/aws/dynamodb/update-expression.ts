import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';

type Expression = Required<
  Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames'>
> &
  Pick<UpdateItemCommandInput, 'ExpressionAttributeValues'>;

/**
 * Collects the parts of an `UpdateItem` call. Every name and value goes through a placeholder, so that no word of
 * ours can collide with one that DynamoDB reserves.
 */
export class UpdateExpression {
  readonly #names: Record<string, string> = {};
  readonly #values: Record<string, AttributeValue> = {};
  readonly #set: string[] = [];
  readonly #remove: string[] = [];

  name(attribute: string): string {
    this.#names[`#${attribute}`] = attribute;
    return `#${attribute}`;
  }

  value(label: string, value: AttributeValue): string {
    this.#values[`:${label}`] = value;
    return `:${label}`;
  }

  /** @param operand a value, or an expression made with `name` and `value` */
  set(attribute: string, operand: AttributeValue | string): void {
    const right = typeof operand === 'string' ? operand : this.value(attribute, operand);
    this.#set.push(`${this.name(attribute)} = ${right}`);
  }

  remove(attribute: string): void {
    this.#remove.push(this.name(attribute));
  }

  build(condition: string): Expression {
    const remove = this.#remove.length > 0 ? ` REMOVE ${this.#remove.join(', ')}` : '';
    return {
      UpdateExpression: `SET ${this.#set.join(', ')}${remove}`,
      ConditionExpression: condition,
      ExpressionAttributeNames: this.#names,
      ExpressionAttributeValues: this.#values,
    };
  }
}
