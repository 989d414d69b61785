interface LambdaFunction {
  /** The name of a condition of the template. */
  readonly condition?: string;
}

/** The parts of Serverless that this plugin uses. */
interface Serverless {
  readonly service: {
    functions: Readonly<Record<string, LambdaFunction>>;
    readonly provider: {
      readonly compiledCloudFormationTemplate?: { readonly Conditions?: Readonly<Record<string, unknown>> };
    };
  };
}

/**
 * A Serverless plugin for a deployment that changes nothing. Serverless skips it unless a function is missing in the
 * account, and it takes one whose condition does not hold for missing. So it sees only the others while it compares.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class CompareDeployed {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor({ service }: Serverless) {
    let all = service.functions;
    this.hooks = {
      'before:aws:deploy:deploy:checkForChanges': () => {
        all = service.functions;
        const conditions = service.provider.compiledCloudFormationTemplate?.Conditions ?? {};
        service.functions = Object.fromEntries(
          Object.entries(all).filter(
            ([, { condition }]) => !condition || holds({ Condition: condition }, conditions),
          ),
        );
      },
      'after:aws:deploy:deploy:checkForChanges': () => {
        service.functions = all;
      },
    };
  }
}

/**
 * Whether a condition of a template holds. It compares constants, because settings are no parameters of the stack.
 * @throws Error for a form that no condition of ours has
 */
export function holds(condition: unknown, conditions: Readonly<Record<string, unknown>>): boolean {
  const [[form = '', argument] = []] = Object.entries(condition ?? {});
  if (form === 'Condition') return holds(conditions[String(argument)], conditions);
  const parts = Array.isArray(argument) ? argument : [];
  switch (form) {
    case 'Fn::Equals':
      return String(parts[0]) === String(parts[1]);
    case 'Fn::Not':
      return !holds(parts[0], conditions);
    case 'Fn::And':
      return parts.every((part) => holds(part, conditions));
    default:
      throw new Error(`A condition of the template has a form that is not known here: ${form}`);
  }
}
