import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type ScalarTag, YAMLMap, type YAMLSeq } from 'yaml';

/** CloudFormation's short forms. `!Ref` and `!Condition` keep their names, the others get the prefix `Fn::`. */
const SHORT_FORMS = [
  'Ref',
  'Condition',
  'GetAtt',
  'Sub',
  'Join',
  'Select',
  'Split',
  'If',
  'Equals',
  'And',
  'Or',
  'Not',
  'FindInMap',
  'GetAZs',
  'ImportValue',
  'Base64',
  'Cidr',
  'ToJsonString',
];

const fullName = (form: string): string => (form === 'Ref' || form === 'Condition' ? form : `Fn::${form}`);

/** `!GetAtt Queue.Arn` is short for a list, in which the logical id ends at the first dot. */
function scalarArgument(form: string, text: string): unknown {
  if (form !== 'GetAtt') return text;
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

const scalarTag = (form: string): ScalarTag => ({
  tag: `!${form}`,
  resolve: (text: string) => ({ [fullName(form)]: scalarArgument(form, text) }),
});

const collectionTag = (form: string, collection: 'seq' | 'map') => ({
  tag: `!${form}`,
  collection,
  resolve: (argument: YAMLSeq | YAMLMap) => {
    const long = new YAMLMap();
    long.set(fullName(form), argument);
    return long;
  },
});

const customTags = SHORT_FORMS.flatMap((form) => [
  scalarTag(form),
  collectionTag(form, 'seq'),
  collectionTag(form, 'map'),
]);

/** Parses YAML and writes CloudFormation's short forms out: `!Ref A` becomes `{ Ref: 'A' }`. @throws YAMLParseError */
export const parseCloudFormationYaml = (text: string): unknown => parse(text, { customTags });

/** Parses a file. @throws Error that names the file */
export function readCloudFormationYaml(directory: string, file: string): unknown {
  try {
    return parseCloudFormationYaml(readFileSync(join(directory, file), 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
