import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseCloudFormationYaml, readCloudFormationYaml } from './cloudformation-yaml.ts';

/** The sources of the variables in a serverless.yml. */
export interface VariableScope {
  readonly directory: string;
  /** The whole serverless.yml, for `self`. */
  readonly document: unknown;
  readonly stage: string;
  /** For `opt`: the options of the command line. */
  readonly options: Readonly<Record<string, string>>;
}

/** Matches `${source(argument):address, default}` without a variable inside. `${AWS::Region}` is CloudFormation's. */
const VARIABLE = /\$\{([a-z]+)(?:\(([^()]*)\))?(?::(?!:)([^,${}]*))?(?:,([^${}]*))?\}/;

/**
 * Resolves the variables in a value of serverless.yml, as the Serverless Framework does.
 * @throws Error for a source that only a deployment can read (`ssm`, `cf` …), and for a variable without a value
 */
export function resolveVariables(value: unknown, scope: VariableScope): unknown {
  if (typeof value === 'string') return resolveText(value, scope);
  if (Array.isArray(value)) return value.map((element) => resolveVariables(element, scope));
  if (typeof value !== 'object' || value === null) return value;
  const properties = Object.entries(value);
  return Object.fromEntries(properties.map(([key, property]) => [key, resolveVariables(property, scope)]));
}

/** A text that is nothing but a variable becomes the variable's value, of any type. Elsewhere values become text. */
function resolveText(text: string, scope: VariableScope): unknown {
  const match = VARIABLE.exec(text);
  if (!match) return text;
  const value = resolveVariables(variableValue(match, scope), scope);
  if (match[0] === text) return value;
  const replaced = text.replace(match[0], () => String(value));
  return resolveText(replaced, scope);
}

function variableValue(match: RegExpExecArray, scope: VariableScope): unknown {
  const [variable, source = '', argument = '', address = '', fallback] = match;
  const value = lookUp(source, argument, address.trim(), scope);
  if (value !== undefined) return value;
  if (fallback === undefined) throw new Error(`serverless.yml: ${variable} has no value.`);
  return parseDefault(fallback.trim());
}

function lookUp(source: string, argument: string, address: string, scope: VariableScope): unknown {
  switch (source) {
    case 'self':
      return valueAt(scope.document, address);
    case 'sls':
      return address === 'stage' ? scope.stage : undefined;
    case 'opt':
      return scope.options[address];
    case 'param':
      return (
        valueAt(scope.document, `params.${scope.stage}.${address}`) ??
        valueAt(scope.document, `params.default.${address}`)
      );
    case 'env':
      return process.env[address];
    case 'file':
      return valueAt(contentOf(scope.directory, argument), address);
    default:
      throw new Error(`serverless.yml: only a deployment can resolve \${${source}:…}.`);
  }
}

/** Returns a file's content; undefined when there is no such file, or when it is a program, which only a deployment runs. */
function contentOf(directory: string, file: string): unknown {
  if (file.endsWith('.cjs') || !existsSync(join(directory, file))) return undefined;
  return readCloudFormationYaml(directory, file);
}

/** Returns the part of a value under a path of property names, separated by dots. */
function valueAt(value: unknown, address: string): unknown {
  if (address === '') return value;
  return address.split('.').reduce<unknown>(member, value);
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** A default is quoted text, or another YAML value such as a number. */
const parseDefault = (text: string): unknown => parseCloudFormationYaml(text);
