import { parseCloudFormationYaml, readCloudFormationYaml } from './cloudformation-yaml.ts';

/** What the variables of a serverless.yml may speak of. */
export interface VariableScope {
  readonly directory: string;
  /** The whole serverless.yml, for `self`. */
  readonly document: unknown;
  readonly stage: string;
  /** For `opt`: options of the command line. */
  readonly options: Readonly<Record<string, string>>;
}

/** `${source(argument):address, default}` with no further variable inside. `${AWS::Region}` is CloudFormation's. */
const VARIABLE = /\$\{([a-z]+)(?:\(([^()]*)\))?(?::(?!:)([^,${}]*))?(?:,([^${}]*))?\}/;

/**
 * Resolves the variables that stand in a value of serverless.yml, as the Serverless Framework does.
 * @throws Error on a source that only a deployment can ask (`ssm`, `cf` …), or when nothing is found
 */
export function resolveVariables(value: unknown, scope: VariableScope): unknown {
  if (typeof value === 'string') return resolveText(value, scope);
  if (Array.isArray(value)) return value.map((item) => resolveVariables(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveVariables(item, scope)]));
}

/** A text that is one variable takes the type of what it stands for; else the variable becomes part of the text. */
function resolveText(text: string, scope: VariableScope): unknown {
  const match = VARIABLE.exec(text);
  if (!match) return text;
  const found = resolveVariables(foundFor(match, scope), scope);
  if (match[0] === text) return found;
  return resolveText(
    text.replace(match[0], () => String(found)),
    scope,
  );
}

function foundFor(match: RegExpExecArray, scope: VariableScope): unknown {
  const [variable, source = '', argument = '', address = '', fallback] = match;
  const found = lookUp(source, argument, address.trim(), scope);
  if (found !== undefined) return found;
  if (fallback === undefined) throw new Error(`serverless.yml: nothing is found for ${variable}.`);
  return literal(fallback.trim());
}

function lookUp(source: string, argument: string, address: string, scope: VariableScope): unknown {
  switch (source) {
    case 'self':
      return at(scope.document, address);
    case 'sls':
      return address === 'stage' ? scope.stage : undefined;
    case 'opt':
      return scope.options[address];
    case 'param':
      return (
        at(scope.document, `params.${scope.stage}.${address}`) ??
        at(scope.document, `params.default.${address}`)
      );
    case 'env':
      return process.env[address];
    case 'file':
      return at(readCloudFormationYaml(scope.directory, argument), address);
    default:
      throw new Error(`serverless.yml: the local stack cannot resolve \${${source}:…}.`);
  }
}

function at(value: unknown, address: string): unknown {
  if (address === '') return value;
  return address.split('.').reduce<unknown>(member, value);
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** A default: quoted text, or a YAML value such as a number. */
const literal = (text: string): unknown => parseCloudFormationYaml(text);
