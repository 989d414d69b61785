/** An object type in which a property that may be undefined may be absent instead, and is never present as undefined. */
export type WithoutUndefined<Value> = {
  [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key];
} & { [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined> };

/**
 * Returns a copy of an object without the properties whose value is undefined. With `exactOptionalPropertyTypes` an
 * absent property and an undefined one are two things, and JSON, DynamoDB and zod see only the absent one.
 */
export function withoutUndefined<Value extends object>(value: Value): WithoutUndefined<Value>;
export function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, property]) => property !== undefined));
}
